"""What is due at an instant: pure. Rules are data of the call (parameter `rappels`), dates are the call's.

Nothing is planned ahead: what is due is worked out from the dates each time. So a close that moves takes with it every
reminder not given yet; one given is a row, never given again; and after an outage what is due is what still makes
sense, once: each rule says how long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.working_days import IsWorking, at_or_after, at_or_before, is_working

HOUR = time(9)


@dataclass(frozen=True)
class Rule:
    """When a kind of reminder leaves, counted from the close: in days at nine in Paris, or in minutes.

    `on_closed_day` says what happens when the day is not a working day: `advance` to the one before, `delay` to the
    one after, `keep` it, or `only_then`: give the reminder then only, on the working day before.
    """

    code: str
    notice: str
    valid_minutes: int
    days_before: int | None = None
    minutes_before: int | None = None
    on_closed_day: str = "keep"
    min_completeness: int = 0


@dataclass(frozen=True)
class Occurrence:
    """One rule at its instant; after `expires_at` it would no longer be true."""

    rule: Rule
    due_at: datetime
    expires_at: datetime


def rules_of(parameters: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules among a call's parameters; none when the edition has none."""
    return tuple(Rule(**rule) for rule in parameters.get("rappels", {"value": []})["value"])


def due(rules: Iterable[Rule], closes_at: datetime, at: datetime, works: IsWorking = is_working) -> list[Occurrence]:
    """The occurrences whose hour has come and that still make sense, oldest first."""
    found = (occurrence(rule, closes_at, works) for rule in rules)
    return sorted((o for o in found if o and o.due_at <= at < o.expires_at), key=lambda o: o.due_at)


def occurrence(rule: Rule, closes_at: datetime, works: IsWorking = is_working) -> Occurrence | None:
    """When the rule's reminder leaves for this close; None when this close does not call for it."""
    local = closes_at.astimezone(PARIS)
    if rule.minutes_before is not None:
        due_at: datetime | None = (closes_at - timedelta(minutes=rule.minutes_before)).replace(second=0, microsecond=0)
    else:
        day = _day(rule, local.date() - timedelta(days=rule.days_before or 0), works)
        due_at = datetime.combine(day, HOUR, PARIS) if day else None
    if due_at is None:
        return None
    expires_at = due_at + timedelta(minutes=rule.valid_minutes)
    return Occurrence(rule, due_at, min(expires_at, closes_at) if due_at < closes_at else expires_at)


def _day(rule: Rule, day: date, works: IsWorking) -> date | None:
    match rule.on_closed_day:
        case "advance":
            return at_or_before(day, works)
        case "delay":
            return at_or_after(day, works)
        case "only_then":
            return None if works(day) else at_or_before(day, works)
        case _:
            return day
