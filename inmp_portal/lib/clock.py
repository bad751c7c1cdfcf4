"""The only clock of the portal: Europe/Paris for people, UTC in the database.

Production stands at the real time. A demonstration or a rehearsal stands at another instant: the offset lies in
the `Instance` row, is read once per request or task and kept in a context variable. Tests and the demonstration's
builder freeze the clock with `frozen(at)`; `DatabaseNow()` then gives the same instant to SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Func

PARIS = ZoneInfo("Europe/Paris")
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Setting:
    """How the clock of this context differs from the real one."""

    offset: timedelta = timedelta(0)
    frozen_at: datetime | None = None


_REAL = Setting()
_setting: ContextVar[Setting] = ContextVar("clock_setting", default=_REAL)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    setting = _setting.get()
    return setting.frozen_at or datetime.now(UTC) + setting.offset


def today() -> date:
    """The present day in Paris."""
    return now().astimezone(PARIS).date()


def offset() -> timedelta:
    """What is added to the real time in this context; zero in production."""
    return _setting.get().offset


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Stand `by` away from the real time, moving on from there."""
    token = _setting.set(Setting(offset=by))
    try:
        yield
    finally:
        _setting.reset(token)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Stand still at an aware instant: for tests and for replaying the demonstration."""
    if at.tzinfo is None:
        raise ValueError("frozen() needs an aware datetime")
    token = _setting.set(Setting(offset=at - datetime.now(UTC), frozen_at=at.astimezone(UTC)))
    try:
        yield
    finally:
        _setting.reset(token)


class DatabaseNow(Func):
    """The instant of the statement in the database, plus the instance's offset.

    `clock_timestamp()`, not `now()`: the latter is the start of the transaction and lags behind a lock wait.
    """

    template = "clock_timestamp()"
    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        setting = _setting.get()
        if setting.frozen_at is not None:
            return "%s::timestamptz", [setting.frozen_at]
        if setting.offset:
            return "(clock_timestamp() + %s)", [setting.offset]
        return "clock_timestamp()", []
