"""Sealing the journal in batches, each seal carrying the previous one's hash.

A chain through the entries themselves would make every action of the portal wait for the one before it. Entries are
therefore written freely and sealed afterwards. The difficulty is that numbers are given out before the commit: entry 7
may become visible while 6 is still in a transaction, and a seal over 1–7 would then show 6 as added later. So:

1. read the highest visible number M;
2. list the transactions that hold the table's write lock now: an insertion takes that lock before it draws its number,
   hence whoever drew a number below M is committed, rolled back, or in this list;
3. wait until each of them has ended (a few milliseconds; otherwise leave the sealing to the next tick);
4. seal what is visible up to M. Nothing at or below M can appear any more.

Nobody waits for the sealer: it only looks on.
"""

from __future__ import annotations

import time
from datetime import datetime

from django.db import connection, transaction

from inmp_portal.journal.methods.hashing import seal_hash
from inmp_portal.journal.models import Entry, Seal

SEALER_LOCK = 0x5EA1
BATCH = 1_000
PATIENCE = 3.0  # seconds

_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'journal_entry'::regclass AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""


def seal(*, at: datetime) -> list[Seal]:
    """Seal every entry that is surely complete; returns the new seals, oldest first."""
    highest = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    if highest is None or not _earlier_writers_have_ended():
        return []
    seals = []
    while made := _seal_batch(highest, at):
        seals.append(made)
    return seals


@transaction.atomic
def _seal_batch(highest: int, at: datetime) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])
    last = Seal.objects.order_by("-id").first()
    batch = Entry.objects.filter(id__gt=last.last if last else 0, id__lte=highest).order_by("id")
    entries = list(batch.values_list("id", "hash")[:BATCH])
    if not entries:
        return None
    previous = last.hash if last else ""
    return Seal.objects.create(
        first=entries[0][0], last=entries[-1][0], count=len(entries),
        previous=previous, hash=seal_hash(previous, entries), sealed_at=at,
    )  # fmt: skip


def _earlier_writers_have_ended() -> bool:
    earlier = _writers()
    give_up_at = time.monotonic() + PATIENCE
    while earlier and time.monotonic() < give_up_at:
        time.sleep(0.02)
        earlier &= _writers()
    return not earlier


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {row[0] for row in cursor.fetchall()}
