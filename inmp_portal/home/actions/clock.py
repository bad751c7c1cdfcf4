"""What people do to a demonstration or a rehearsal itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from inmp_portal.accounts.rules import Anyone
from inmp_portal.home.rules import can_move_clock
from inmp_portal.journal import actions as journal
from inmp_portal.lib.instance import move_clock
from inmp_portal.lib.models import Instance


@transaction.atomic
def stand_at(*, to: datetime, by: Anyone, at: datetime) -> None:
    """Move the instance's clock; it goes on from there and is kept with the data."""
    can_move_clock(by, at).require()
    move_clock(to)
    who = by if by.is_authenticated else None
    journal.record("instance.clock_moved", Instance.objects.get(pk=1), by=who, at=at, to=to)
