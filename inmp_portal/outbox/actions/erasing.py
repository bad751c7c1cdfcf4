"""Contents that must not outlast their use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

ERASED = {"subject": "Contenu confidentiel, effacé", "text": "", "html": ""}


def erase_expired(*, at: datetime) -> int:
    """Erase the confidential mails whose time is over, whatever became of them.

    One that left was erased at once, except on a demonstration, whose mailbox page shows codes while they live; this
    also reaches those that never left.
    """
    return Mail.objects.filter(sensitive=True, expires_at__lt=at).exclude(text="").update(**ERASED)


def erase_about(objects: QuerySet[Any], *, forget: bool = False) -> int:
    """Erase what the mails about these objects say; with `forget`, the mails themselves, addresses included.

    One that has not left yet is left alone unless it is to be forgotten.
    """
    keys = objects.order_by().values_list(Cast("pk", CharField()), flat=True)
    about = Mail.objects.filter(object_type=objects.model._meta.label_lower, object_id__in=list(keys))
    if forget:
        return about.delete()[0]
    return about.filter(state=MailState.SENT).exclude(text="").update(**ERASED, attachments=[])
