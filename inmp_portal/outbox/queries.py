"""Reads of the outbox for the storeys above."""

from __future__ import annotations

from django.db.models import CharField, Exists, Model, OuterRef
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from inmp_portal.outbox.methods.occurrences import Orders
from inmp_portal.outbox.models import PlannedReminder, Reminder


def was_reminded(model: type[Model], rule: str | Combinable) -> Exists:
    """For a queryset of `model`: did this object ever get the reminder of `rule`, whatever its due date then was?"""
    return Exists(
        Reminder.objects.filter(
            rule=rule, object_type=model._meta.label_lower, object_id=Cast(OuterRef("pk"), CharField())
        )
    )


def orders_of(scope: str) -> Orders:
    """What was decided about the reminders of a call or a café; one query."""
    rows = list(PlannedReminder.objects.filter(scope=scope))
    held = frozenset(row.rule for row in rows if row.held_at)
    return Orders(held, {row.rule: row.early_at for row in rows if row.early_at})
