"""What every calendar file of the cafés has: the calendar's own lines, and an event with its place and its hours."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Component, Event, Timezone, vCalAddress, vText

from events.models import Cafe, Registration
from inmp_portal.lib.clock import PARIS

# Since 1996, by its two rules: what the library writes instead, a list of every change since 1970, is ten times longer
# and some mail programs stop at it.
_PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


def new_calendar(method: str) -> Calendar:
    """A calendar without events yet, which knows the hours of Paris."""
    calendar = Calendar()
    calendar.add("prodid", "-//INMP//Cafes//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_hours_of_paris())
    return calendar


@cache
def _hours_of_paris() -> Component:
    """Read once; nothing changes it."""
    return Timezone.from_ical(_PARIS.replace("\n", "\r\n"))


def uid_of(registration: Registration) -> str:
    """What a registration is called in every diary, its person's and its desk's, from the first file to the cancellation."""
    return f"cafe-{registration.reference}@inmp"


def new_event(
    cafe: Cafe, uid: str, starts_at: datetime, ends_at: datetime, *, stamp: datetime, place: str = ""
) -> Event:
    """An event at the café's place or at another, from the coordination. `uid` never changes; `stamp` is when the row did."""
    contact = cafe.call.contact_email
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("location", (place and place[0].upper() + place[1:]) or cafe.venue)
    event.add("dtstart", starts_at.astimezone(PARIS))
    event.add("dtend", ends_at.astimezone(PARIS))
    event.add("organizer", address(contact, "Coordination de l’INMP"))
    event.add("url", f"{settings.SITE_URL}{reverse('events:cafe_detail', args=[cafe.slug])}")
    event.add("transp", "OPAQUE")
    return event


def address(email: str, name: str) -> vCalAddress:
    """« Name » <email>, as calendars write it."""
    found = vCalAddress(f"mailto:{email}")
    found.params["CN"] = vText(name)
    return found
