"""A registration as an iCalendar file (RFC 5545, 5546): asked for, moved and cancelled under one stable UID."""

from __future__ import annotations

from datetime import datetime

from icalendar import Event, vCalAddress, vText

from events.documents.diary import CANCEL, REQUEST, address, new_calendar, new_event, uid_of
from events.models import Registration

__all__ = ["CANCEL", "REQUEST", "Hours", "invitation"]


Hours = tuple[datetime, datetime]


def invitation(registration: Registration, *, method: str, hours: Hours | None = None) -> bytes:
    """The event of one person, `method` REQUEST or CANCEL; no secret of theirs stands in it.

    It depends on the registration alone (DTSTAMP is its last change): the mail and one's page give the same bytes.
    `hours` are those of an appointment that the row no longer has.
    """
    calendar = new_calendar(method)
    calendar.add_component(_event(registration, method, hours or (registration.starts_at, registration.ends_at)))
    return calendar.to_ical()


def _event(registration: Registration, method: str, hours: Hours) -> Event:
    event = new_event(
        registration.cafe, uid_of(registration), *hours, stamp=registration.updated_at, place=registration.place
    )
    event.add("sequence", registration.ics_sequence)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("summary", f"Café de l’INMP – {registration.cafe.short_title}")
    event.add("attendee", _attendee(registration))
    if registration.slot:
        event.add("description", str(registration.slot.desk))
    return event


def _attendee(registration: Registration) -> vCalAddress:
    attendee = address(registration.email, registration.full_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee
