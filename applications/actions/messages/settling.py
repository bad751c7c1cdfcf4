"""Saying that a message expects no answer any more, without writing one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Application, Message
from applications.rules.messages import can_settle
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def settle(*, message: Message, by: User, at: datetime) -> Message:
    """The message no longer waits; nobody is written to."""
    application = Application.objects.locked(message.application)
    message = Message.objects.get(pk=message.pk)
    message.application = application
    can_settle(by, message, at).require()
    message.settled_at, message.settled_by = at, by
    message.save(update_fields=["settled_at", "settled_by"])
    journal.record("message.settled", application, by=by, at=at, message=message.pk)
    return message
