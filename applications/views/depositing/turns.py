"""A few previews at a time for the whole portal, whatever the number of web processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_PREVIEW = 0x50444650  # "PDFP", the first key of the advisory locks
_TOGETHER = 2


class Busy(Exception):
    """Every turn is taken."""

    def __init__(self) -> None:
        super().__init__("D’autres aperçus sont en cours de préparation. Réessayez dans quelques secondes.")


@contextmanager
def turn() -> Iterator[None]:
    """Take one of the turns, or raise `Busy` at once. Session locks: let go at the end, or with the connection."""
    taken = next((slot for slot in range(_TOGETHER) if _ask("pg_try_advisory_lock", slot)), None)
    if taken is None:
        raise Busy
    try:
        yield
    finally:
        _ask("pg_advisory_unlock", taken)


def _ask(function: str, slot: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [_PREVIEW, slot])
        return bool(cursor.fetchone()[0])
