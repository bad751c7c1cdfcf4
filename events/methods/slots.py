"""The slots of a day of appointments: made from a plan, and merged into those that exist without touching a booked one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import NO_BREAK, short_time

LONGEST = 240  # minutes


@dataclass(frozen=True)
class Break:
    """A pause of every desk, wall-clock hours in Paris."""

    begins: time
    ends: time


@dataclass(frozen=True)
class Plan:
    """What the coordination asks for: hours of Paris on one day, minutes, the desks' codes."""

    day: date
    opens: time
    closes: time
    minutes: int
    desks: tuple[str, ...]
    buffer: int = 0
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, order=True)
class Planned:
    """One slot of one desk; aware instants, shown in Paris."""

    desk: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Existing(Planned):
    """A slot that has a row; `is_booked` also while somebody holds it."""

    is_booked: bool = False


@dataclass(frozen=True)
class Merge:
    """What becomes of the rows. Remove first, then add; `stuck` are booked and no longer wanted: move them by hand.

    `blocked` are wanted but overlap a stuck slot of their desk: nobody can be at two appointments.
    """

    add: tuple[Planned, ...]
    keep: tuple[Existing, ...]
    remove: tuple[Existing, ...]
    stuck: tuple[Existing, ...]
    blocked: tuple[Planned, ...]


def problems(plan: Plan) -> list[str]:
    """Why the plan gives no usable slots, as sentences for the coordination; empty when it can be generated."""
    return [*_bounds(plan), *_breaks(plan)] or _emptiness(plan)


def generate(plan: Plan) -> list[Planned]:
    """The slots, desk by desk, in order of time; a slot that would run into a break starts after it.

    ValueError with the sentences of `problems` when there are any.
    """
    if found := problems(plan):
        raise ValueError(" ".join(found))
    return [Planned(desk, starts_at, ends_at) for desk in plan.desks for starts_at, ends_at in _times(plan)]


def merge(existing: Iterable[Existing], wanted: Iterable[Planned]) -> Merge:
    """What to do with the rows so that they become what is wanted; each of `existing` and `wanted` told once.

    A slot is the same when desk, start and end are: an end that changed is a removal and an addition.
    """
    rows, plan = sorted(existing), sorted(set(wanted))
    wished = {_key(slot) for slot in plan}
    there = {_key(row) for row in rows}
    stuck = [row for row in rows if row.is_booked and _key(row) not in wished]
    new = [slot for slot in plan if _key(slot) not in there]
    blocked = [slot for slot in new if any(overlap(slot, row) for row in stuck)]
    return Merge(
        add=tuple(slot for slot in new if slot not in blocked),
        keep=tuple(row for row in rows if _key(row) in wished),
        remove=tuple(row for row in rows if not row.is_booked and _key(row) not in wished),
        stuck=tuple(stuck),
        blocked=tuple(blocked),
    )


def overlap(first: Planned, second: Planned) -> bool:
    """Whether the same desk would receive two persons at once."""
    return first.desk == second.desk and first.starts_at < second.ends_at and second.starts_at < first.ends_at


def _key(slot: Planned) -> tuple[str, datetime, datetime]:
    return slot.desk, slot.starts_at, slot.ends_at


def _times(plan: Plan) -> Iterator[tuple[datetime, datetime]]:
    """Computed in UTC, so that the night of a change of hour neither repeats nor loses a slot; given in Paris."""
    length, buffer = timedelta(minutes=plan.minutes), timedelta(minutes=plan.buffer)
    pauses = sorted((_instant(plan, pause.begins), _instant(plan, pause.ends)) for pause in plan.breaks)
    starts_at, closes_at = _instant(plan, plan.opens), _instant(plan, plan.closes)
    while starts_at + length <= closes_at:
        pause_ends = [ends for begins, ends in pauses if starts_at < ends and begins < starts_at + length]
        if pause_ends:
            starts_at = max(pause_ends)
            continue
        yield starts_at.astimezone(PARIS), (starts_at + length).astimezone(PARIS)
        starts_at += length + buffer


def _instant(plan: Plan, hour: time) -> datetime:
    return datetime.combine(plan.day, hour, PARIS).astimezone(UTC)


def _bounds(plan: Plan) -> list[str]:
    checks = [
        (plan.minutes <= 0, "La durée d’un créneau doit être d’au moins une minute."),
        (plan.minutes > LONGEST, f"La durée d’un créneau ne peut pas dépasser {LONGEST}{NO_BREAK}minutes."),
        (plan.buffer < 0, "L’intervalle entre deux créneaux ne peut pas être négatif."),
        (
            plan.closes <= plan.opens,
            f"La fin ({short_time(plan.closes)}) doit suivre le début ({short_time(plan.opens)}).",
        ),
        (not plan.desks, "Choisissez au moins un guichet."),
        (len(set(plan.desks)) < len(plan.desks), "Un guichet est choisi deux fois."),
    ]
    return [sentence for wrong, sentence in checks if wrong]


def _breaks(plan: Plan) -> list[str]:
    found = []
    ordered = sorted(plan.breaks, key=lambda pause: (pause.begins, pause.ends))
    for pause in ordered:
        hours = f"La pause de {short_time(pause.begins)} à {short_time(pause.ends)}"
        if pause.ends <= pause.begins:
            found.append(f"{hours} finit avant de commencer.")
        elif pause.begins < plan.opens or pause.ends > plan.closes:
            found.append(f"{hours} sort de la plage de {short_time(plan.opens)} à {short_time(plan.closes)}.")
    if any(after.begins < before.ends for before, after in pairwise(ordered)):
        found.append("Deux pauses se chevauchent.")
    return found


def _emptiness(plan: Plan) -> list[str]:
    return [] if any(True for _ in _times(plan)) else ["Aucun créneau ne tient dans cette plage avec ces pauses."]
