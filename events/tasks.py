"""The doors of the clock: offers that nobody took in time."""

from __future__ import annotations

from celery import shared_task

from events.actions.offering import lapse_offers
from inmp_portal.lib import clock


@shared_task(name="events.tasks.lapse")
def lapse() -> None:
    """Swept every 15 seconds: places offered in vain go to the next person."""
    lapse_offers(at=clock.now())
