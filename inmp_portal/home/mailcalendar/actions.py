"""Deciding about reminders to come: hold them back, let them go, have them leave now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from inmp_portal.home.mailcalendar.rules import can_hold_back, can_let_go, can_send_early
from inmp_portal.journal import actions as journal
from inmp_portal.outbox.models import PlannedReminder
from inmp_portal.outbox.plans import Planned
from inmp_portal.outbox.rules import Rule


def hold_back(*, planned: Planned, by: Any, at: datetime) -> PlannedReminder:
    """None of those that have not left will leave, until they are let go."""
    return _decide(planned, by, at, can_hold_back, "reminder.held", held_at=at, early_at=None)


def let_go(*, planned: Planned, by: Any, at: datetime) -> PlannedReminder:
    """They leave at their hour again; what fell due meanwhile leaves now, if it still makes sense."""
    return _decide(planned, by, at, can_let_go, "reminder.let_go", held_at=None)


def send_early(*, planned: Planned, by: Any, at: datetime) -> PlannedReminder:
    """They are due from now on; the next beat gives them, each once, and none is given again at its hour."""
    return _decide(planned, by, at, can_send_early, "reminder.sent_early", held_at=None, early_at=at)


@transaction.atomic
def _decide(planned: Planned, by: Any, at: datetime, rule: Rule, type: str, **fields: Any) -> PlannedReminder:
    row = PlannedReminder.objects.locked(planned.scope, planned.rule)
    rule(by, planned.after(held=bool(row.held_at), early=bool(row.early_at)), at).require()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    journal.record(
        type, row, by=by, at=at, name=planned.name, scope=planned.scope_name, due=planned.due_at, count=planned.count
    )
    return row
