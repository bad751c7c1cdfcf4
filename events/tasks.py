"""The doors of the clock: offers nobody took in time, reminders, appointments given all at once, what has come to its end."""

from __future__ import annotations

from celery import shared_task

from events.actions.after.forgetting import forget
from events.actions.after.reminding import remind_registrations
from events.actions.coordination.proposing import compute_proposals
from events.actions.offering import lapse_offers
from inmp_portal.lib import clock


@shared_task(name="events.tasks.lapse")
def lapse() -> None:
    """Swept every 15 seconds: places offered in vain go to the next person."""
    lapse_offers(at=clock.now())


@shared_task(name="events.tasks.remind")
def remind() -> None:
    """Swept every 15 seconds: reminders whose hour has come, and the mail of the days after."""
    remind_registrations(at=clock.now())


@shared_task(name="events.tasks.propose")
def propose() -> None:
    """Nudged when a proposal is asked for, and swept every 15 seconds."""
    compute_proposals(at=clock.now())


@shared_task(name="events.tasks.tidy")
def tidy() -> None:
    """Swept every hour, so that a day never passes without it: what is no longer needed goes."""
    forget(at=clock.now())
