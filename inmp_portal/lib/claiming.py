"""Work that lies in a table: which rows are due, and how one worker takes some of them and nobody else does.

A row that must cause work has a `state`, `attempts`, `retry_at` and `lease_until`. Taking it gives it a lease; a worker
that dies lets the lease run out and the row is due again. Used by the mails and by the PDFs.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from inmp_portal.lib import clock

LONGEST_WAIT = timedelta(hours=2)  # between two attempts


def due(at: datetime, *, waiting: tuple[str, ...], busy: str, lease: timedelta) -> Q:
    """Rows that wait and whose hour has come, and rows whose worker let its lease run out.

    A lease or a retry lying further ahead than either can ever be was written before somebody moved the instance's
    clock back (demonstrations, rehearsals): it counts as run out, or the row would sleep for days.
    """
    hour_has_come = Q(retry_at__isnull=True) | Q(retry_at__lte=at) | Q(retry_at__gt=at + LONGEST_WAIT)
    lease_is_over = Q(lease_until__lte=at) | Q(lease_until__gt=at + lease)
    return (Q(state__in=waiting) & hour_has_come) | (Q(state=busy) & lease_is_over)


def claim(queryset: QuerySet[Any], lease: timedelta, *, limit: int = 10, **changes: Any) -> list[Any]:
    """Take up to `limit` rows for the length of `lease`; returns their keys, in the order of the queryset.

    Rows that another worker is taking at this instant are skipped, not waited for. `changes` are written with the
    lease (`state="sending"`), and the attempt is counted here, so that a worker killed on the way has used one.
    """
    with transaction.atomic():
        taken = list(queryset.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:limit])
        queryset.model._default_manager.filter(pk__in=taken).update(
            lease_until=clock.now() + lease, attempts=F("attempts") + 1, **changes
        )
    return taken


def backoff(attempts: int, *, first: timedelta = timedelta(seconds=30)) -> timedelta:
    """How long to wait after the n-th failed attempt: doubling from `first`, never more than `LONGEST_WAIT`."""
    return min(first * 2 ** min(max(attempts, 1) - 1, 20), LONGEST_WAIT)
