"""The reminders to come of a call, for the calendar of mails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from applications.models import Call
from applications.models.application import ApplicationQuerySet
from applications.notices.reminders import BY_KIND
from applications.queries.reminding import closes_of, drafts_to_remind, scope_of
from applications.reminders import Occurrence, Rule, rules_of
from inmp_portal.accounts.models import User
from inmp_portal.outbox import plans
from inmp_portal.outbox.plans import Planned, RuleOf
from inmp_portal.outbox.queries import orders_of


class DraftReminders:
    """Those of the latest call, whatever the close of each dossier; a query a rule and close."""

    def planned(self, user: User, at: datetime) -> Sequence[Planned]:
        call = Call.objects.order_by("-edition").defer("form").first()
        if call is None:
            return []
        orders = orders_of(scope_of(call))
        return [one for rule in _rules(call, at) if (one := rule.planned(orders, at))]

    def people(self, one: Planned, user: User, at: datetime) -> Sequence[tuple[str, str]]:
        call = Call.objects.defer("form").filter(slug=one.scope).first()
        if call is None:
            return []
        rule = next(rule for rule in _rules(call, at) if rule.rule.code == one.rule)
        drafts = [draft for date, due in rule.dated(at) for draft in rule.concerned(date, due).select_related("lead")]
        return sorted((f"{draft.lead} – {draft.label}", draft.lead.email) for draft in drafts)


def _rules(call: Call, at: datetime) -> list[RuleOf[Rule]]:
    closes = closes_of(call)

    def concerned(close: datetime, due: Occurrence) -> ApplicationQuerySet:
        rule, then = due.rule, max(due.due_at, at)
        drafts = drafts_to_remind(call, close, rule=rule.code, due_at=then, min_completeness=rule.min_completeness)
        return drafts.without_long_texts()

    return [
        RuleOf(rule, scope_of(call), call.title, BY_KIND[rule.notice], closes, concerned)
        for rule in rules_of(call.parameters)
    ]


plans.register(DraftReminders())
