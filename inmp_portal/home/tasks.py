"""The door of the clock: a demonstration whose people go on with their work."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from inmp_portal.home.performances import go_on
from inmp_portal.lib import clock


@shared_task(name="inmp_portal.home.tasks.play")
def play() -> None:
    """Swept every 15 seconds on a demonstration: its people go on as its clock advances."""
    if settings.PERSONAS:
        go_on(clock.now())
