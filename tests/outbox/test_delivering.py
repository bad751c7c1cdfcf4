"""Sending: once, in order, again when it helps, never when it has no object any more."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend

from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState, Priority

pytestmark = pytest.mark.django_db


class FaultyBackend(EmailBackend):
    """Raises `error` for the recipients of `fails_for` (all of them when empty); counts the connections."""

    error: Exception
    fails_for: set[str] = set()
    opened = 0

    def open(self):
        type(self).opened += 1

    def send_messages(self, messages):
        for message in messages:
            if not self.fails_for or self.fails_for & set(message.to):
                raise type(self).error
        return super().send_messages(messages)


@pytest.fixture
def faulty(settings):
    settings.EMAIL_BACKEND = f"{__name__}.FaultyBackend"
    FaultyBackend.fails_for, FaultyBackend.opened = set(), 0
    return FaultyBackend


def test_it_leaves_once_with_its_message_id(queued, mailoutbox):
    mail = queued()
    assert outbox.deliver_due().sent == 1
    assert outbox.deliver_due().sent == 0
    (message,) = mailoutbox
    assert message.extra_headers["Message-ID"] == mail.message_id
    assert message.alternatives[0].mimetype == "text/html"
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.lease_until) == (MailState.SENT, clock.now(), None)


def test_codes_leave_first(queued, probe, mailoutbox):
    queued(1, title="ordinaire")
    probe.priority = Priority.CODE
    queued(2, title="code")
    outbox.deliver_due()
    assert [message.subject.split()[-1] for message in mailoutbox] == ["code", "ordinaire"]


def test_what_is_no_longer_wanted_is_aborted_with_its_reason(queued, probe, mailoutbox):
    mail = queued()
    probe.wanted = Verdict.no("Le dossier est déposé.")
    outbox.deliver_due()
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.ABORTED, "Le dossier est déposé.")
    assert not mailoutbox


def test_what_comes_too_late_is_aborted(queued, probe, mailoutbox, at):
    probe.expires = at + timedelta(hours=1)
    mail = queued()
    with clock.frozen(at + timedelta(hours=1)):
        outbox.deliver_due()
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.ABORTED, "Date d’utilité passée.")
    assert not mailoutbox


def test_a_refused_recipient_fails_at_once_and_the_others_leave(queued, faulty):
    faulty.error = smtplib.SMTPRecipientsRefused({"parti@exemple.fr": (550, b"unknown user")})
    faulty.fails_for = {"parti@exemple.fr"}
    gone, fine = queued(1, to=["parti@exemple.fr"]), queued(2)
    outbox.deliver_due()
    gone.refresh_from_db()
    fine.refresh_from_db()
    assert (gone.state, gone.error) == (MailState.FAILED, "parti@exemple.fr : 550 unknown user")
    assert fine.state == MailState.SENT


def test_a_temporary_refusal_waits_longer_each_time(queued, faulty, at):
    faulty.error = smtplib.SMTPRecipientsRefused({"camille@exemple.fr": (451, b"greylisted")})
    mail = queued()
    waits = []
    for _ in range(12):
        with clock.frozen(at):
            assert outbox.deliver_due().retried == 1
            assert outbox.deliver_due().retried == 0  # not before its hour
        mail.refresh_from_db()
        waits.append((mail.retry_at - at).total_seconds())
        at = mail.retry_at
    assert waits[:5] == [30, 60, 120, 240, 480]
    assert max(waits) == waits[-1] == 7200


def test_it_gives_up_in_the_end(queued, faulty):
    faulty.error = smtplib.SMTPDataError(451, b"later")
    mail = queued()
    Mail.objects.update(attempts=29)
    outbox.deliver_due()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == (MailState.FAILED, 30, "451 later")


def test_a_server_that_is_down_costs_one_attempt_of_one_mail(queued, faulty, at):
    faulty.error = ConnectionRefusedError("refused")
    for number in range(25):
        queued(number)
    outbox.deliver_due()
    assert Mail.objects.filter(attempts=1).count() == 1
    assert Mail.objects.filter(state__in=[MailState.QUEUED, MailState.RETRY]).count() == 25
    faulty.error, faulty.fails_for = RuntimeError(), {"personne@exemple.fr"}
    with clock.frozen(at + timedelta(minutes=1)):
        assert outbox.deliver_due().sent == 25


def test_a_bug_in_one_notice_does_not_stop_the_others(queued, probe, mailoutbox):
    mail = queued(1)
    Mail.objects.update(attachments=[{"name": "a.pdf", "content_type": "application/pdf", "sha256": "0" * 64}])
    queued(2)
    done = outbox.deliver_due()
    assert (done.sent, done.retried) == (1, 1)
    mail.refresh_from_db()
    assert mail.state == MailState.RETRY and mail.error
    assert len(mailoutbox) == 1  # never without its attachment


def test_a_worker_that_died_lets_its_lease_run_out(queued, at, settings):
    mail = queued()
    Mail.objects.update(state=MailState.SENDING, lease_until=at + settings.MAIL_LEASE, attempts=1)
    assert outbox.deliver_due().sent == 0
    with clock.frozen(at + settings.MAIL_LEASE):
        assert outbox.deliver_due().sent == 1
    mail.refresh_from_db()
    assert mail.attempts == 2


def test_moving_the_clock_back_does_not_put_mails_to_sleep(queued, at):
    queued(1)
    Mail.objects.update(state=MailState.SENDING, lease_until=at + timedelta(days=9))
    queued(2)
    Mail.objects.filter(dedup_key="probe:2").update(state=MailState.RETRY, retry_at=at + timedelta(days=9))
    assert outbox.deliver_due().sent == 2


@pytest.mark.parametrize("mailbox", [False, True])
def test_a_sensitive_mail_is_erased_unless_the_mailbox_page_shows_it(queued, probe, settings, mailoutbox, mailbox):
    settings.MAILBOX = mailbox
    probe.sensitive = True
    mail = queued(title="123 456")
    outbox.deliver_due()
    mail.refresh_from_db()
    assert "123 456" in mailoutbox[0].subject
    assert ("123 456" in f"{mail.subject}{mail.text}{mail.html}") is mailbox


def test_one_connection_carries_the_batch(queued, faulty):
    faulty.error, faulty.fails_for = RuntimeError(), {"personne@exemple.fr"}
    for number in range(30):
        queued(number)
    outbox.deliver_due()
    assert len(django_mail.outbox) == 30


def test_the_demonstration_accepts_and_sends_nothing(queued, settings, mailoutbox):
    settings.EMAIL_BACKEND = "inmp_portal.outbox.backends.DemonstrationBackend"
    mail = queued()
    assert outbox.deliver_due().sent == 1
    mail.refresh_from_db()
    assert mail.state == MailState.SENT and not mailoutbox
