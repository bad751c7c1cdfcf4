"""A registration as an iCalendar file (RFC 5545, 5546): asked for, moved and cancelled under one stable UID."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from events.models import Registration
from inmp_portal.lib.clock import PARIS

REQUEST, CANCEL = "REQUEST", "CANCEL"


def invitation(registration: Registration, *, method: str, at: datetime) -> bytes:
    """The event of one person, `method` REQUEST or CANCEL; no secret of theirs stands in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//INMP//Cafes//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(registration, method, at))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(registration: Registration, method: str, at: datetime) -> Event:
    cafe = registration.cafe
    contact = cafe.call.contact_email
    event = Event()
    event.add("uid", f"cafe-{registration.reference}@{contact.rpartition('@')[2]}")
    event.add("dtstamp", at)
    event.add("sequence", registration.ics_sequence)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("summary", f"Café de l’INMP – {cafe.short_title}")
    event.add("location", cafe.venue)
    event.add("dtstart", registration.starts_at.astimezone(PARIS))
    event.add("dtend", registration.ends_at.astimezone(PARIS))
    event.add("organizer", _address(contact, "Coordination de l’INMP"))
    event.add("attendee", _attendee(registration))
    event.add("transp", "OPAQUE")
    return event


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(name)
    return address


def _attendee(registration: Registration) -> vCalAddress:
    attendee = _address(registration.email, registration.full_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee
