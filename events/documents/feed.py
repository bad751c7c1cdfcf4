"""Calendar feeds (METHOD:PUBLISH): a desk's appointments for its expert, the whole café for the coordination.

They lie in diaries that the portal does not keep: hence names, establishments and questions, and nothing of dossiers,
addresses or meals.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Event

from events.documents.diary import PUBLISH, new_calendar, new_event, uid_of
from events.models import Cafe, Desk, Registration

REFRESHED_EVERY = timedelta(minutes=15)


def desk_feed(desk: Desk, appointments: Iterable[Registration]) -> bytes:
    """The café itself, then one event for each of the desk's appointments."""
    return _feed(desk.cafe, f"{desk} – {desk.cafe.title}", appointments)


def cafe_feed(cafe: Cafe, appointments: Iterable[Registration]) -> bytes:
    """The café itself, then every appointment, each with its desk."""
    return _feed(cafe, cafe.title, appointments)


def _feed(cafe: Cafe, name: str, appointments: Iterable[Registration]) -> bytes:
    calendar = new_calendar(PUBLISH)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add_component(_whole(cafe))
    for registration in appointments:
        calendar.add_component(_appointment(cafe, registration))
    return calendar.to_ical()


def _whole(cafe: Cafe) -> Event:
    """The hours of the café, which leave the diary free: a feed is never empty, and says the place.

    The same event as in the call's calendar, whose date has the café's code: a diary that holds both knows one café.
    """
    event = new_event(cafe, cafe.call.event_uid(cafe.slug), cafe.starts_at, cafe.ends_at, stamp=cafe.opens_at)
    event.add("summary", f"Café de l’INMP – {cafe.short_title}")
    event["transp"] = "TRANSPARENT"
    return event


def _appointment(cafe: Cafe, registration: Registration) -> Event:
    hours = (registration.starts_at, registration.ends_at)
    registration.cafe = cafe
    event = new_event(cafe, uid_of(registration), *hours, stamp=registration.updated_at, place=registration.place)
    event.add("sequence", registration.ics_sequence)
    event.add("status", "CONFIRMED")
    place = f" ({registration.institution_name})" if registration.institution_name else ""
    event.add("summary", f"{registration.full_name}{place}")
    desk = str(registration.slot.desk) if registration.slot else ""
    event.add("description", "\n\n".join(filter(None, (desk, registration.question_text))))
    return event
