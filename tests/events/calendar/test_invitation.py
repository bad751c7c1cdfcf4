"""An invitation through the life of a registration: golden files, valid by the RFCs, read back by two other parsers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from events.actions.booking import Asked, book, hold, move
from events.actions.cancelling import cancel
from events.actions.coordination.relocating import relocate
from events.models import Cafe, Registration, Slot
from inmp_portal.lib.files import store
from inmp_portal.outbox.models import Mail
from tests.events.calendar_rules import violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def golden(snapshot):
    """`golden(name, raw, registration)`: valid, read by both parsers, and as it was; returns the VEVENT."""

    def check(name: str, raw: bytes, registration: Registration) -> Any:
        assert violations(raw) == []
        assert len(IcsCalendarStream.calendar_from_ics(raw.decode()).events) == 1
        assert registration.token.encode() not in raw
        text = raw.decode().replace("\r\n", "\n").replace(registration.reference, "REFERENCE")
        snapshot(f"calendars/{name}.ics", text)
        return Calendar.from_ical(raw).walk("VEVENT")[0]

    return check


def last_file(registration: Registration) -> bytes:
    """The calendar joined to the last mail about it."""
    mail = Mail.objects.filter(object_id=registration.pk).exclude(attachments=[]).order_by("-id")[0]
    return store.read(mail.attachments[0]["sha256"])


@pytest.fixture
def appointment(cafes, entry, at):
    slot = Slot.objects.filter(desk__code="G1").order_by("starts_at")[0]
    hold(slot=slot, token="a", by=None, at=at)
    asked = Asked("Quelles variables l’entrepôt garde-t-il ?", "donnees", slot.desk)
    return book(cafe=cafes[1], entry=entry(), asked=asked, slot=slot, token="a", by=None, at=at)


def test_created(sign_up, golden):
    registration = sign_up()
    event = golden("created", last_file(registration), registration)
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


def test_moved_then_cancelled_under_one_uid_with_a_growing_sequence(appointment, golden, at):
    first = golden("appointment", last_file(appointment), appointment)
    other = Slot.objects.filter(desk__code="G2", is_taken=False).order_by("starts_at")[2]
    moved = move(registration=appointment, slot=other, by=None, at=at + timedelta(hours=1))
    second = golden("moved", last_file(moved), moved)
    cancel(registration=moved, by=None, at=at + timedelta(hours=2))
    third = golden("cancelled", last_file(moved), moved)
    assert first["UID"] == second["UID"] == third["UID"]
    assert [event["SEQUENCE"] for event in (first, second, third)] == [0, 1, 2]
    assert third["DTSTART"].dt == other.starts_at


def test_the_whole_cafe_moved(appointment, golden, coordinator, at):
    cafe, later = appointment.cafe, timedelta(days=1)
    before = golden("appointment", last_file(appointment), appointment)
    relocate(
        cafe=cafe, starts_at=cafe.starts_at + later, ends_at=cafe.ends_at + later, venue="Amphithéâtre", by=coordinator,
        at=at + timedelta(hours=1),
    )  # fmt: skip
    event = golden("cafe_relocated", last_file(appointment), appointment)
    assert (event["UID"], event["SEQUENCE"], event["LOCATION"]) == (before["UID"], 1, "Amphithéâtre")
    assert event["DTSTART"].dt - before["DTSTART"].dt == later


def test_from_the_waiting_list_to_a_seat(bounded, sign_up, golden, at):
    bounded(1)
    first = sign_up("un@exemple.fr")
    waiting = sign_up()
    assert not Mail.objects.filter(object_id=waiting.pk).exclude(attachments=[]).exists()
    cancel(registration=first, by=None, at=at + timedelta(hours=1))
    golden("from_waiting", last_file(waiting), waiting)


def test_ones_page_gives_the_bytes_of_the_mail(sign_up, lead, as_user, frozen_clock, at):
    registration = sign_up(lead.email, by=lead)
    frozen_clock(at + timedelta(days=2))
    page = as_user(lead).get(f"/inscriptions/{registration.reference}/agenda.ics")
    assert page.content == last_file(registration)
    assert page["Content-Type"] == "text/calendar; method=REQUEST; charset=utf-8"


def test_what_is_waited_for_is_in_no_diary(bounded, sign_up, lead, as_user):
    bounded(1)
    sign_up("un@exemple.fr")
    waiting = sign_up(lead.email, by=lead)
    client = as_user(lead)
    assert client.get(f"/inscriptions/{waiting.reference}/agenda.ics").status_code == 404
    assert "Fichier d’agenda" not in client.get(f"/inscriptions/{waiting.reference}/").content.decode()


def test_a_place_had_again_after_a_cancellation_has_a_higher_sequence(bounded, sign_up, at):
    """A diary ignores what is older than what it knows."""
    bounded(1)
    sign_up("un@exemple.fr")
    waiting = sign_up()
    Registration.objects.filter(pk=waiting.pk).update(ics_sequence=3)  # confirmed, then put back on the list
    cancel(registration=Registration.objects.get(email="un@exemple.fr"), by=None, at=at)
    assert Calendar.from_ical(last_file(waiting)).walk("VEVENT")[0]["SEQUENCE"] == 4
    assert Cafe.objects.get(slug="cafe-27-mai").taken == 1
