"""Which instance this is and where its clock stands."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.conf import settings

from inmp_portal.lib import clock
from inmp_portal.lib.models import Instance
from inmp_portal.lib.verdict import Refused


def clock_offset() -> timedelta:
    """The kept offset; zero when time travel is not allowed or nothing was kept."""
    if not settings.TIME_TRAVEL:
        return timedelta(0)
    return Instance.objects.filter(pk=1).values_list("clock_offset", flat=True).first() or timedelta(0)


def at_its_instant() -> AbstractContextManager[None]:
    """For what no request started, a task or a command: stand where the instance stands, unless already moved."""
    return clock.shifted(clock.offset() or clock_offset())


def move_clock(to: datetime) -> timedelta:
    """Keep a new offset so that the instance stands at `to` now. Refused in production."""
    if not settings.TIME_TRAVEL:
        raise Refused("L’horloge d’une instance de production ne se déplace pas.")
    offset = to - clock.real_now()
    Instance.objects.update_or_create(pk=1, defaults={"clock_offset": offset})
    return offset
