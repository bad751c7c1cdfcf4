"""What need not be computed again: in this process under all that it depends on, or shared and a little old.

The shared cache lies in PostgreSQL (see `settings.storing`).
"""

from __future__ import annotations

import base64
import hashlib
import logging
import pickle
import random
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

T = TypeVar("T")
log = logging.getLogger(__name__)


class Kept(Generic[T]):
    """The `most` values of one kind last used in this process, each under everything that it depends on.

    Nothing is ever told to forget: a fact that changes is another key. So a key names the version of each row that
    was read (see `ROW_VERSION`) and, where the text speaks of time, the portal's instant as finely as it is written.
    Only for what is the same for everybody: nothing here belongs to a person.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._values: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value kept under `key`, or what `compute()` gives, kept from now on."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = compute()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


_WRITE = """
INSERT INTO {table} AS kept (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
_ONLY_EXPIRED = "WHERE kept.expires < date_trunc('second', clock_timestamp())"
_COUNTED = 500  # writes, between two looks at the size of the table


class PostgresCache(DatabaseCache):
    """Django's cache in a table, whose writes are one statement instead of five.

    Django's own count the whole table at each write and read before they write: a code asked for at sign-in, which two
    limits count, cost 36 queries. `add` stays atomic: of two at once, one inserts.
    """

    # Django's own names, which the stubs do not know.
    _table: str
    _cull: Callable[..., None]

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        if mode == "touch":
            return bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]  # the same
        until = self.get_backend_timeout(timeout)
        expires = datetime.max.replace(tzinfo=UTC) if until is None else datetime.fromtimestamp(until, UTC)
        written = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        database = router.db_for_write(self.cache_model_class)
        connection = connections[database]
        statement = _WRITE.format(table=connection.ops.quote_name(self._table))
        with connection.cursor() as cursor:
            cursor.execute(
                statement + (_ONLY_EXPIRED if mode == "add" else ""), [key, written, expires.replace(microsecond=0)]
            )
            is_written = cursor.rowcount == 1
            if random.randrange(_COUNTED) == 0:
                self._make_room(database, cursor)
        return is_written

    def _make_room(self, database: str, cursor: Any) -> None:
        """Forget what is expired, then a third of the rest, once the table holds more than `MAX_ENTRIES`."""
        cursor.execute(f"SELECT count(*) FROM {connections[database].ops.quote_name(self._table)}")
        (count,) = cursor.fetchone()
        if count > self._max_entries:
            self._cull(database, cursor, datetime.now(UTC), count)


def remembered(name: str, parts: object, compute: Callable[[], T], *, seconds: int) -> T:
    """`compute()`, or what it gave less than `seconds` ago for the same name and parts, in the shared cache.

    A cache that is down only costs the computing.
    """
    key = f"{name}:{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"
    try:
        kept = cache.get(key)
        if kept is None:
            kept = compute()
            cache.set(key, kept, seconds)
        return kept
    except Exception as trouble:  # any backend, any failure: the page must not depend on it
        log.warning("cache out of reach: %s", trouble)
        return compute()
