"""The hashes of the journal: of one entry, and of a seal over a batch of them. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any


def entry_hash(said: dict[str, Any], at: datetime) -> str:
    """SHA-256 of what an entry says, as canonical JSON; the instant in UTC, however it was given."""
    return _digest({**said, "at": at.astimezone(UTC).isoformat(timespec="microseconds")})


def seal_hash(previous: str, entries: Iterable[tuple[int, str]]) -> str:
    """SHA-256 over the previous seal's hash and the number and hash of each entry, in order."""
    return _digest([previous, *([number, hash] for number, hash in entries)])


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
