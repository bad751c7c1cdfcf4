"""The only clock of the portal: Europe/Paris for people, UTC in the database.

Production stands at the real time. A demonstration or a rehearsal stands at another instant: the offset lies in
the `Instance` row, is read once per request or task and kept in a context variable. The demonstration's builder
freezes the clock of its own thread with `frozen(at)`; tests hold the machine's clock for every thread of the process
with `held(at)`. `DatabaseNow()` gives the same instant to SQL.
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
_held: list[datetime] = []  # the machine's clock, when a test holds it; the innermost one counts


def real_now() -> datetime:
    """The machine's instant, without the instance's offset; what a test holds stands still."""
    return _held[-1] if _held else datetime.now(UTC)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    setting = _setting.get()
    return setting.frozen_at or real_now() + setting.offset


def today() -> date:
    """The present day in Paris."""
    return now().astimezone(PARIS).date()


def offset() -> timedelta:
    """What is added to the real time in this context; zero in production."""
    return _setting.get().offset


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Stand `by` away from the real time, moving on from there; a frozen clock stays frozen, `by` further."""
    frozen_at = _setting.get().frozen_at
    with _standing(Setting(offset=by, frozen_at=frozen_at and frozen_at + by)):
        yield


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Stand still at an aware instant, in this thread: for replaying the demonstration and for tests."""
    at = _aware(at)
    with _standing(Setting(offset=at - real_now(), frozen_at=at)):
        yield


@contextmanager
def held(at: datetime) -> Iterator[None]:
    """Hold the machine's clock at an aware instant, in every thread of the process: for tests with a server."""
    _held.append(_aware(at))
    try:
        yield
    finally:
        _held.pop()


@contextmanager
def _standing(setting: Setting) -> Iterator[None]:
    token = _setting.set(setting)
    try:
        yield
    finally:
        _setting.reset(token)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("the clock needs an aware datetime")
    return at.astimezone(UTC)


class DatabaseNow(Func):
    """The instant of the statement in the database, plus the instance's offset.

    `clock_timestamp()`, not `now()`: the latter is the start of the transaction and lags behind a lock wait.
    """

    template = "clock_timestamp()"
    output_field = DateTimeField()

    def as_sql(  # type: ignore[override]  # parameters are instants, which the stubs do not foresee
        self, compiler: Any, connection: Any, **extra: Any
    ) -> tuple[str, list[Any]]:
        setting = _setting.get()
        if setting.frozen_at is not None or _held:
            return "%s::timestamptz", [now()]
        if setting.offset:
            return "(clock_timestamp() + %s)", [setting.offset]
        return "clock_timestamp()", []
