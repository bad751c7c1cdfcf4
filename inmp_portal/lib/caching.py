"""What need not be computed again: in this process under all that it depends on, or shared and a little old."""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from django.core.cache import cache

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
