"""What the tests of reminders share: instants, and one round of the clock."""

from __future__ import annotations

from datetime import datetime

from applications.actions.reminding import remind_drafts
from inmp_portal.lib import clock
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.models import Mail


def paris(text: str) -> datetime:
    """`2025-09-01T09:00` as people say it."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def tick(when: str) -> list[str]:
    """One round at that instant; the kinds of mails it queued."""
    before = set(Mail.objects.values_list("pk", flat=True))
    with clock.frozen(paris(when)):
        remind_drafts(at=clock.now())
    return sorted(Mail.objects.exclude(pk__in=before).values_list("kind", flat=True))
