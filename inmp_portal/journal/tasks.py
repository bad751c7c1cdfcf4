"""The door of the clock: seal what is new."""

from __future__ import annotations

from celery import shared_task

from inmp_portal.journal import actions as journal
from inmp_portal.lib import clock


@shared_task(name="inmp_portal.journal.tasks.seal")
def seal() -> None:
    """Swept every 15 seconds."""
    journal.seal(at=clock.now())
