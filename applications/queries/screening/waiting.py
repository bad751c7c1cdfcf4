"""Which complements wait for their team, and which of their reminders are due."""

from __future__ import annotations

from datetime import datetime

from applications.methods.deposits.recalling import instants
from applications.models import Complement
from inmp_portal.outbox.models import Reminder


def complements_to_remind(at: datetime) -> list[tuple[Complement, str, datetime]]:
    """Each complement with the rule and the instant of its latest reminder due and not given; one light query when none waits."""
    waiting = (
        Complement.objects.asked().filter(due_at__gte=at).select_related("application").defer("application__answers")
    )
    due = [(complement, *latest) for complement in waiting.order_by("pk") if (latest := _latest(complement, at))]
    given = _given([complement.pk for complement, *_ in due]) if due else set()
    return [one for one in due if (str(one[0].pk), one[1], one[2]) not in given]


def _latest(complement: Complement, at: datetime) -> tuple[str, datetime] | None:
    """After an outage only the last one: two at once would say the same thing."""
    due = [
        (instant, rule) for rule, instant in instants(complement.asked_at, complement.due_at).items() if instant <= at
    ]
    return (max(due)[1], max(due)[0]) if due else None


def _given(keys: list[int]) -> set[tuple[str, str, datetime]]:
    rows = Reminder.objects.filter(object_type=Complement._meta.label_lower, object_id__in=map(str, keys))
    return set(rows.order_by().values_list("object_id", "rule", "due_at"))
