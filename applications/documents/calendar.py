"""The dates of a call as an iCalendar file, with Paris as its time zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from applications.models import Call, CallDate
from inmp_portal.lib.clock import PARIS

DEADLINE = "cloture"


def calendar_of(call: Call, dates: Iterable[CallDate], at: datetime, site_url: str) -> bytes:
    """One event a date; `UID` depends on the call and the date's code alone, so that a later file replaces this one."""
    calendar = Calendar()
    calendar.add("prodid", "-//INMP//Appel a projets//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", call.title)
    calendar.add("x-wr-timezone", "Europe/Paris")
    for date in dates:
        calendar.add_component(_event(call, date, at, site_url))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(call: Call, date: CallDate, at: datetime, site_url: str) -> Event:
    starts_at = date.starts_at.astimezone(PARIS)
    ends_at = (date.ends_at or date.starts_at).astimezone(PARIS)
    event = Event()
    event.add("uid", call.event_uid(date.code))
    event.add("dtstamp", at)
    event.add("summary", f"INMP – {date.short_label or date.label}")
    event.add("description", f"{date.when_text} : {date.label}\n{site_url}/calendrier/")
    event.add("url", f"{site_url}/calendrier/")
    if date.place:
        event.add("location", date.place)
    if date.is_day:  # the end of a whole day is the day after, by the standard
        event.add("dtstart", starts_at.date())
        event.add("dtend", ends_at.date() + timedelta(days=1))
    else:
        event.add("dtstart", starts_at)
        event.add("dtend", ends_at)
    event.add("transp", "OPAQUE" if not date.is_day and date.ends_at else "TRANSPARENT")
    if date.code == DEADLINE:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Clôture du dépôt demain")
    alarm.add("trigger", timedelta(days=-1))
    return alarm
