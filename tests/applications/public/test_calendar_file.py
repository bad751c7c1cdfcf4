"""The dates as iCalendar: read back by the library, and stable from one download to the next."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from applications.models import CallDate
from inmp_portal.lib.clock import PARIS


def events(client, address: str = "/calendrier.ics") -> dict[str, object]:
    calendar = Calendar.from_ical(client.get(address).content)
    return {str(event["UID"]).split("@")[0].removeprefix("inmp-2025-"): event for event in calendar.walk("VEVENT")}


def test_all_public_dates_are_there(call, client):
    CallDate.objects.filter(code="comite").update(is_public=False)
    assert set(events(client)) == {
        "lancement", "cafe-27-mai", "cafe-23-juin", "cloture", "recevabilite", "evaluation", "laureats",
    }  # fmt: skip


def test_the_deadline_is_an_instant_in_paris_with_a_reminder_the_day_before(call, client):
    event = events(client)["cloture"]
    assert event["DTSTART"].dt == datetime(2025, 9, 8, 23, 59, 59, tzinfo=PARIS)
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-1)


def test_a_period_of_days_ends_the_day_after_its_last(call, client):
    event = events(client)["recevabilite"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 9, 9), date(2025, 9, 20))


def test_the_zone_is_described_so_that_any_calendar_agrees(call, client):
    calendar = Calendar.from_ical(client.get("/calendrier.ics").content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_one_date_alone(call, client):
    response = client.get("/calendrier/cafe-23-juin.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="inmp-2025-cafe-23-juin.ics"' in response["Content-Disposition"]
    (event,) = events(client, "/calendrier/cafe-23-juin.ics").values()
    assert str(event["LOCATION"]) == "CHU de Rouen, Porte G10"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)


def test_identifiers_outlive_a_change_of_date(call, client):
    before = str(events(client)["cloture"]["UID"])
    CallDate.objects.filter(code="cloture").update(starts_at=datetime(2025, 9, 9, 12, tzinfo=PARIS))
    assert str(events(client)["cloture"]["UID"]) == before == "inmp-2025-cloture@campus-sante-rouen.fr"


@pytest.mark.parametrize("code", ["inconnu", "comite"])
def test_a_date_that_is_not_public_is_not_found(call, client, code):
    CallDate.objects.filter(code="comite").update(is_public=False)
    assert client.get(f"/calendrier/{code}.ics").status_code == 404
