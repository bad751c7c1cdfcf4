"""The mail that carries an invitation, byte for byte as it is sent."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import pytest

from events.actions.cancelling import cancel
from inmp_portal.lib.files import store
from inmp_portal.outbox.actions import deliver_due
from inmp_portal.outbox.models import Mail
from tests.events.calendar_rules import violations

pytestmark = pytest.mark.django_db


def sent(mailoutbox) -> bytes:
    deliver_due()
    return mailoutbox[-1].message().as_bytes(linesep="\r\n")


def parts_of(raw: bytes) -> list:
    return [part for part in message_from_bytes(raw, policy=policy.SMTP).walk() if not part.is_multipart()]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_the_calendar_stands_beside_the_texts_and_is_joined_too(sign_up, mailoutbox, at, method):
    registration = sign_up()
    if method == "CANCEL":
        Mail.objects.all().delete()
        cancel(registration=registration, by=None, at=at)
    raw = sent(mailoutbox)
    message = message_from_bytes(raw, policy=policy.SMTP)
    assert message.get_content_type() == "multipart/mixed"
    beside, joined = message.iter_parts()
    assert [part.get_content_type() for part in beside.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    content = store.read(Mail.objects.latest("id").attachments[0]["sha256"])
    for calendar in (parts_of(raw)[2], joined):
        assert calendar["Content-Type"].params == {"method": method, "charset": "utf-8"}
        assert str(calendar["Content-Transfer-Encoding"]) == "base64"
        assert calendar.get_payload(decode=True) == content
    assert joined.get_filename() == ("invitation.ics" if method == "REQUEST" else "annulation.ics")
    assert beside.get_filename() is None
    assert f"\r\nMETHOD:{method}\r\n".encode() in content
    assert violations(content) == []


def test_each_content_type_says_its_charset_once(sign_up, mailoutbox):
    sign_up()
    raw = sent(mailoutbox)
    headers = re.findall(rb"Content-Type: text/calendar[^\r]*(?:\r\n[ \t][^\r]*)*", raw)
    assert len(headers) == 2
    for header in headers:
        assert header.count(b"charset") == 1
        assert header.count(b"method") == 1


def test_every_line_ends_with_crlf_and_is_short(sign_up, mailoutbox):
    sign_up()
    raw = sent(mailoutbox)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    calendar = raw[raw.index(b"Content-Type: text/calendar") :]
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 78
