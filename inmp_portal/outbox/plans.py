"""The reminders to come: each app says which it will give, to whom and when; the calendar page shows them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet

from inmp_portal.outbox.methods.occurrences import Occurrence, Orders, Rule, occurrence
from inmp_portal.outbox.methods.occurrences import planned as moved
from inmp_portal.outbox.notices import Notice

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class Planned:
    """The reminders of one rule of a call or a café.

    They leave at `due_at`, the last of them at `last_at` (several people may have hours of their own); `count` people are
    concerned as things stand. `held` and `early` are what was decided about them.
    """

    scope: str
    scope_name: str
    rule: str
    notice: type[Notice]
    due_at: datetime
    last_at: datetime
    count: int
    held: bool = False
    early: bool = False

    @property
    def name(self) -> str:
        """What the coordination calls this kind of mail."""
        return self.notice.about.name if self.notice.about else self.notice.kind

    def after(self, *, held: bool, early: bool) -> Planned:
        """The same, with what has been decided since it was read."""
        return replace(self, held=held, early=early)


class Plan(Protocol):
    """`planned` never asks a query a person; `people` are (name, address), in the order of their names; none for
    a scope of another app."""

    def planned(self, user: Any, at: datetime) -> Sequence[Planned]: ...

    def people(self, one: Planned, user: Any, at: datetime) -> Sequence[tuple[str, str]]: ...


@dataclass(frozen=True)
class RuleOf(Generic[R]):
    """A rule of a call or a café, with the dates it counts from and who is concerned at each."""

    rule: R
    scope: str
    scope_name: str
    notice: type[Notice]
    dates: Iterable[datetime]
    concerned: Callable[[datetime, Occurrence[R]], QuerySet[Any]]

    def dated(self, at: datetime) -> list[tuple[datetime, Occurrence[R]]]:
        """Its occurrence for each date, while it makes sense."""
        found = ((date, occurrence(self.rule, date)) for date in sorted(self.dates))
        return [(date, due) for date, due in found if due and at < due.expires_at]

    def planned(self, orders: Orders, at: datetime) -> Planned | None:
        """All of them in one line; None when nothing more will leave."""
        dated, code = self.dated(at), self.rule.code
        if not dated:
            return None
        count = sum(self.concerned(date, due).count() for date, due in dated)
        dues = [due.due_at for date, _ in dated if (due := moved(self.rule, date, orders=orders))]
        if max(dues) <= at and not count:
            return None
        held, early = code in orders.held, code in orders.early
        return Planned(self.scope, self.scope_name, code, self.notice, min(dues), max(dues), count, held, early)


_plans: list[Plan] = []


def register(plan: Plan) -> Plan:
    """Add an app's plan."""
    _plans.append(plan)
    return plan


def planned(user: Any, at: datetime) -> list[Planned]:
    """What will leave, soonest first."""
    found = [one for plan in _plans for one in plan.planned(user, at)]
    return sorted(found, key=lambda one: (one.due_at, one.scope, one.rule))


def people(wanted: Planned, user: Any, at: datetime) -> list[tuple[str, str]]:
    """To whom the reminders of a rule would go now."""
    return [person for plan in _plans for person in plan.people(wanted, user, at)]
