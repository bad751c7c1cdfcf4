"""Giving a reminder, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from inmp_portal.outbox.actions.queueing import queue
from inmp_portal.outbox.models import Mail, Reminder
from inmp_portal.outbox.notices import Notice


@transaction.atomic
def remind(notice: Notice, *, rule: str, due_at: datetime, at: datetime) -> Mail | None:
    """Queue the reminder of `rule` that was due at `due_at`; None when it was given already.

    The unique row decides between two beats that come at once: the second waits for the first and finds it given.
    """
    obj = notice.obj
    reminder, is_new = Reminder.objects.get_or_create(
        rule=rule, object_type=obj._meta.label_lower, object_id=str(obj.pk), due_at=due_at, defaults={"given_at": at}
    )
    if not is_new:
        return None
    mail = queue(notice, dedup=(rule, obj.pk, f"{due_at:%Y-%m-%dT%H:%M%z}"))
    reminder.mail = mail
    reminder.save(update_fields=["mail"])
    return mail
