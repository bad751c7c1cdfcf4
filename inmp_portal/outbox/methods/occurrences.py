"""What is due at an instant: pure. A rule says how long before or after a date something leaves, and how long it is good for.

Nothing is planned ahead: what is due is worked out from the dates each time. So a date that moves takes with it every
reminder not given yet; one given is a row, never given again; and after an outage what is due is what still makes
sense, once: each rule says how long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.working_days import IsWorking, add, at_or_after, at_or_before, is_working, subtract

HOUR = time(9)


@dataclass(frozen=True)
class Rule:
    """When a kind of reminder leaves, counted from a date: in days or working days at nine in Paris, or in minutes.

    Negative days fall after the date. `on_closed_day` says what happens when the day is not a working day: `advance` to
    the one before, `delay` to the one after, `keep` it, or `only_then`: give the reminder then only, on the working day
    before.
    """

    code: str
    notice: str
    valid_minutes: int
    days_before: int | None = None
    working_days_before: int | None = None
    minutes_before: int | None = None
    on_closed_day: str = "keep"


R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class Occurrence(Generic[R]):
    """One rule at its instant; after `expires_at` it would no longer be true."""

    rule: R
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Orders:
    """What somebody decided about rules, by their codes: `held` ones do not leave, `early` ones leave from an instant on."""

    held: frozenset[str] = frozenset()
    early: Mapping[str, datetime] = field(default_factory=dict)


NO_ORDER = Orders()


def due(
    rules: Iterable[R], of: datetime, at: datetime, works: IsWorking = is_working, orders: Orders = NO_ORDER
) -> list[Occurrence[R]]:
    """The occurrences, for the date `of`, whose hour has come and that still make sense, oldest first."""
    found = (planned(rule, of, works, orders) for rule in rules if rule.code not in orders.held)
    return sorted((o for o in found if o and o.due_at <= at < o.expires_at), key=lambda o: o.due_at)


def planned(rule: R, of: datetime, works: IsWorking = is_working, orders: Orders = NO_ORDER) -> Occurrence[R] | None:
    """When it leaves, sooner than the rule says if somebody asked for it; never later."""
    usual, early = occurrence(rule, of, works), orders.early.get(rule.code)
    return replace(usual, due_at=early) if usual and early and early < usual.due_at else usual


def occurrence(rule: R, of: datetime, works: IsWorking = is_working) -> Occurrence[R] | None:
    """When the rule's reminder leaves for the date `of`; None when this date does not call for it.

    What leaves before the date never outlives it.
    """
    due_at: datetime | None
    if rule.minutes_before is not None:
        due_at = (of - timedelta(minutes=rule.minutes_before)).replace(second=0, microsecond=0)
    else:
        day = _day(rule, of.astimezone(PARIS).date(), works)
        due_at = datetime.combine(day, HOUR, PARIS) if day else None
    if due_at is None:
        return None
    expires_at = due_at + timedelta(minutes=rule.valid_minutes)
    return Occurrence(rule, due_at, min(expires_at, of) if due_at < of else expires_at)


def _day(rule: Rule, of: date, works: IsWorking) -> date | None:
    if (count := rule.working_days_before) is not None:
        return subtract(of, count, works) if count >= 0 else add(of, -count, works)
    day = of - timedelta(days=rule.days_before or 0)
    match rule.on_closed_day:
        case "advance":
            return at_or_before(day, works)
        case "delay":
            return at_or_after(day, works)
        case "only_then":
            return None if works(day) else at_or_before(day, works)
        case _:
            return day
