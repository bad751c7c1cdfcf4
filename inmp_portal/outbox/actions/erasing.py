"""Contents that must not outlast their use."""

from __future__ import annotations

from datetime import datetime

from inmp_portal.outbox.models import Mail

ERASED = {"subject": "Contenu confidentiel, effacé", "text": "", "html": ""}


def erase_expired(*, at: datetime) -> int:
    """Erase the confidential mails whose time is over, whatever became of them.

    One that left was erased at once, except on a demonstration, whose mailbox page shows codes while they live; this
    also reaches those that never left.
    """
    return Mail.objects.filter(sensitive=True, expires_at__lt=at).exclude(text="").update(**ERASED)
