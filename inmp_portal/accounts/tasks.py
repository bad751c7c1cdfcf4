"""The door of the clock: what accounts leave behind goes."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.core.management import call_command

from inmp_portal.accounts.actions.signing import forget_codes
from inmp_portal.lib import clock
from inmp_portal.outbox.actions.erasing import erase_expired

KEPT = timedelta(days=1)


@shared_task(name="inmp_portal.accounts.tasks.tidy")
def tidy() -> None:
    """Every quarter of an hour: used codes, the text of expired confidential mails, ended sessions."""
    at = clock.now()
    erase_expired(at=at)
    forget_codes(before=at - KEPT)
    call_command("clearsessions")
