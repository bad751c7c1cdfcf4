"""A café that moves is announced at its new hour everywhere, and at the old one nowhere."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from applications.models import CallDate
from applications.queries.deposits.timeline import next_dates
from applications.states import State
from events.actions.coordination.relocating import relocate
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused

pytestmark = pytest.mark.django_db
PAGES = ("/", "/calendrier/", "/cafes/", "/cafes/cafe-23-juin/", "/cafes/cafe-23-juin/rendez-vous/")


@pytest.fixture
def moved(second, coordinator, at):
    """The café by appointment, a day later, at half past nine, elsewhere."""
    start = second.starts_at + timedelta(days=1, hours=1, minutes=30)
    relocate(
        cafe=second, starts_at=start, ends_at=start + timedelta(hours=2), venue="Amphithéâtre Flaubert",
        by=coordinator, at=at,
    )  # fmt: skip
    second.refresh_from_db()
    return second


def plain(page) -> str:
    """What is read, on one line, with ordinary spaces; addresses, which keep the first day's name, left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.content.decode()).replace("&nbsp;", " "))


@pytest.mark.parametrize("address", PAGES)
def test_every_public_page_says_the_new_day_and_hour(moved, address):
    said = plain(Client().get(address))
    assert "24 juin" in said
    assert "23 juin" not in said
    if address != "/":
        assert "9 h 30" in said and "11 h 30" in said and "Amphithéâtre Flaubert" in said
        assert "8 h – 10 h, " not in said


@pytest.mark.parametrize("address", ["/calendrier.ics", "/calendrier/cafe-23-juin.ics"])
def test_the_calendar_files_say_them_too(moved, address):
    calendar = Calendar.from_ical(Client().get(address).content)
    (event,) = [one for one in calendar.walk("VEVENT") if "cafe-23-juin" in one["uid"]]
    assert (event["dtstart"].dt, event["dtend"].dt) == (moved.starts_at, moved.ends_at)
    assert event["location"] == "Amphithéâtre Flaubert"
    assert "23 juin" not in event["description"] and "Porte G10" not in event["description"]


def test_what_comes_next_for_a_dossier_says_them(moved, application_in, lead, at):
    (said,) = [date for date in next_dates(application_in(State.DRAFT, lead=lead), at) if date.code == moved.slug]
    assert said.when_text.replace("\u00a0", " ") == "Mardi 24 juin 2025, 9 h 30 – 11 h 30"
    assert "Amphithéâtre Flaubert" in said.label and "Porte G10" not in said.label


def test_the_move_of_the_date_leaves_its_trace(moved, coordinator):
    entry = Entry.objects.get(type="call.date_moved")
    before = entry.data["before"].replace("\u00a0", " ")
    assert (entry.actor_id, before) == (coordinator.pk, "Lundi 23 juin 2025, 8 h – 10 h")


def test_a_cafe_that_passes_another_date_changes_its_place_in_the_calendar(cafe, second, coordinator, at):
    start = second.starts_at + timedelta(days=8)
    relocate(
        cafe=cafe, starts_at=start, ends_at=start + timedelta(hours=2), venue=cafe.venue, by=coordinator, at=at
    )  # fmt: skip
    codes = list(CallDate.objects.filter(call=cafe.call).order_by("position").values_list("code", flat=True))
    assert codes[:4] == ["lancement", "cafe-23-juin", "cafe-27-mai", "cloture"]
    assert codes[-2:] == ["comite", "laureats"]  # their own order stays


def test_nobody_else_moves_a_date(second, lead, at):
    with pytest.raises(Refused, match="coordination"):
        relocate(
            cafe=second, starts_at=second.starts_at, ends_at=second.ends_at, venue="x", by=lead, at=at
        )  # fmt: skip
    assert CallDate.objects.get(code="cafe-23-juin").place == "CHU de Rouen, Porte G10"


def test_a_cafe_does_not_move_to_yesterday_nor_stay_where_it_is(second, coordinator, at):
    past = at - timedelta(days=1)
    with pytest.raises(Refused, match="déjà passée"):
        relocate(cafe=second, starts_at=past, ends_at=past + timedelta(hours=2), venue="x", by=coordinator, at=at)
    with pytest.raises(Refused, match="Rien ne change"):
        relocate(
            cafe=second, starts_at=second.starts_at, ends_at=second.ends_at, venue=second.venue, by=coordinator, at=at
        )
