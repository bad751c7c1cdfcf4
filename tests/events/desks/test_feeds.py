"""The calendar feeds: opened by their secret alone, valid, unchanged when nothing changed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from events.actions.booking import move
from events.actions.desks.feeds import rotate_cafe_feed, rotate_desk_feed
from events.models import Slot
from inmp_portal.lib.verdict import Refused
from tests.events.calendar_rules import violations
from tests.events.desks.conftest import SECRETS
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def desk_address(desk) -> str:
    return reverse("events:desk_feed", args=[desk.cafe.slug, desk.code, desk.feed_secret])


def cafe_address(cafe) -> str:
    return reverse("events:cafe_feed", args=[cafe.slug, cafe.feed_secret])


def test_a_desks_feed(desk, appointment, snapshot):
    raw = Client().get(desk_address(desk)).content
    assert violations(raw) == []
    assert len(IcsCalendarStream.calendar_from_ics(raw.decode()).events) == 2
    event = Calendar.from_ical(raw).walk("VEVENT")[1]
    assert (event["DTSTART"].dt, str(event["SUMMARY"])) == (appointment.slot.starts_at, "Hélène Ménélas (CHU de Rouen)")
    assert SECRETS[0] in str(event["DESCRIPTION"])
    assert SECRETS[1] not in raw.decode()
    assert appointment.email not in raw.decode()
    snapshot("calendars/feed.ics", raw.decode().replace("\r\n", "\n").replace(appointment.reference, "REFERENCE"))


def test_another_desks_feed_holds_nothing_of_it(appointment):
    other = Slot.objects.filter(desk__code="G2")[0].desk
    raw = Client().get(desk_address(other)).content.decode()
    assert not [secret for secret in SECRETS if secret in raw]


def test_the_whole_cafe(appointment, cafes):
    raw = Client().get(cafe_address(cafes[1])).content
    assert violations(raw) == []
    assert "Guichet Données et entrepôt" in raw.decode()


def test_the_cafe_is_one_event_with_that_of_the_public_calendar(cafes):
    public = Client().get("/calendrier.ics").content
    told = {str(event["UID"]): event for event in Calendar.from_ical(public).walk("VEVENT")}
    for cafe in cafes:
        whole = Calendar.from_ical(Client().get(cafe_address(cafe)).content).walk("VEVENT")[0]
        twin = told[str(whole["UID"])]
        assert (whole["DTSTART"].dt, whole["DTEND"].dt) == (twin["DTSTART"].dt, twin["DTEND"].dt)


def test_a_cafe_without_appointments_has_a_valid_feed(cafes):
    assert violations(Client().get(cafe_address(cafes[0])).content) == []


def test_what_has_not_changed_is_not_sent_again(desk, appointment, at):
    client = Client()
    tag = client.get(desk_address(desk))["ETag"]
    again = client.get(desk_address(desk), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    slot = Slot.objects.filter(desk=desk, is_taken=False).order_by("-starts_at")[0]
    move(registration=appointment, slot=slot, by=None, at=at)
    changed = client.get(desk_address(desk), headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert b"SEQUENCE:1" in changed.content


def test_a_wrong_or_an_old_secret_opens_nothing(desk, appointment, experts, coordinator, cafes, at):
    client, old, whole = Client(), desk_address(desk), cafe_address(cafes[1])
    assert client.get(old.replace(desk.feed_secret, "0" * 40)).status_code == 404
    rotate_desk_feed(desk=desk, by=experts["G1"], at=at)
    rotate_cafe_feed(cafe=cafes[1], by=coordinator, at=at)
    assert client.get(old).status_code == 404
    assert client.get(whole).status_code == 404


def test_only_who_keeps_it_changes_its_address(desk, appointment, experts, cafes, at):
    for person in (experts["G2"], UserFactory.create()):
        with pytest.raises(Refused):
            rotate_desk_feed(desk=desk, by=person, at=at)
        with pytest.raises(Refused):
            rotate_cafe_feed(cafe=cafes[1], by=person, at=at)
