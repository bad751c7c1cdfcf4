"""The reminders to come of the cafés, for the calendar of mails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from events.models import Cafe
from events.notices.reminders import BY_KIND
from events.queries.after.reminding import hours_of, registrations_to_remind, scope_of
from events.reminders import rules_of
from inmp_portal.accounts.models import User
from inmp_portal.outbox import plans
from inmp_portal.outbox.methods.occurrences import Occurrence, Rule
from inmp_portal.outbox.plans import Planned, RuleOf
from inmp_portal.outbox.queries import orders_of

_BEHIND = timedelta(days=40)  # nothing leaves later than that after a café


class RegistrationReminders:
    """Those of the cafés to come and just held; a query a rule and hour."""

    def planned(self, user: User, at: datetime) -> Sequence[Planned]:
        near = Cafe.objects.filter(starts_at__gte=at - _BEHIND).defer("questions", "lexicon").order_by("starts_at")
        return [one for cafe in near for one in _planned(cafe, at)]

    def people(self, one: Planned, user: User, at: datetime) -> Sequence[tuple[str, str]]:
        cafe = Cafe.objects.filter(slug=one.scope).first()
        if cafe is None:
            return []
        rule = next(rule for rule in _rules(cafe, at) if rule.rule.code == one.rule)
        rows = [row for hour, due in rule.dated(at) for row in rule.concerned(hour, due)]
        return sorted((row.full_name, row.email) for row in rows)


def _planned(cafe: Cafe, at: datetime) -> list[Planned]:
    orders = orders_of(scope_of(cafe))
    return [one for rule in _rules(cafe, at) if (one := rule.planned(orders, at))]


def _rules(cafe: Cafe, at: datetime) -> list[RuleOf[Rule]]:
    hours = hours_of(cafe)

    def concerned(hour: datetime, due: Occurrence[Rule]) -> QuerySet[Any]:
        states = BY_KIND[due.rule.notice].states
        return registrations_to_remind(cafe, hour, rule=due.rule.code, due_at=max(due.due_at, at), states=states)

    return [RuleOf(rule, scope_of(cafe), cafe.title, BY_KIND[rule.notice], hours, concerned) for rule in rules_of(cafe)]


plans.register(RegistrationReminders())
