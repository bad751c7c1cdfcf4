"""Days that people count with: working days (neither Saturday, nor Sunday, nor a public holiday), months. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

IsWorking = Callable[[date], bool]


def is_working(day: date) -> bool:
    """True on a French working day, mainland calendar."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def at_or_before(day: date, works: IsWorking = is_working) -> date:
    """The day itself, or the last working day before it."""
    while not works(day):
        day -= timedelta(days=1)
    return day


def at_or_after(day: date, works: IsWorking = is_working) -> date:
    """The day itself, or the first working day after it."""
    while not works(day):
        day += timedelta(days=1)
    return day


def add(day: date, working_days: int, works: IsWorking = is_working) -> date:
    """The n-th working day after `day`."""
    for _ in range(working_days):
        day = at_or_after(day + timedelta(days=1), works)
    return day


def subtract(day: date, working_days: int, works: IsWorking = is_working) -> date:
    """The n-th working day before `day`."""
    for _ in range(working_days):
        day = at_or_before(day - timedelta(days=1), works)
    return day


def months_after(day: date, months: int) -> date:
    """The same day of the month, n months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays.countries import FR  # the calendars of the world stay out of the web process

    return frozenset(FR(years=year))
