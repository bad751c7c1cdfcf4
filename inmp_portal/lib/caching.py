"""Values that may be a little old, kept in the shared cache; a cache that is down only costs the computing."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")
log = logging.getLogger(__name__)


def remembered(name: str, parts: object, compute: Callable[[], T], *, seconds: int) -> T:
    """`compute()`, or what it gave less than `seconds` ago for the same name and parts."""
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
