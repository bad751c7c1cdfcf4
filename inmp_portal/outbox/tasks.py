"""The door of the clock: send what is due."""

from __future__ import annotations

from celery import shared_task

from inmp_portal.outbox.actions import deliver_due


@shared_task(name="inmp_portal.outbox.tasks.deliver")
def deliver() -> None:
    """Nudged when a mail is queued, and swept every 15 seconds."""
    deliver_due()
