"""One and only one way to write a value as JSON, so that its SHA-256 means something."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no space, in UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256_of(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256_of_bytes(canonical(value))


def sha256_of_bytes(written: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(written).hexdigest()


def plain(value: Any) -> Any:
    """Dates, decimals, dataclasses and tuples as JSON: instants in ISO 8601, amounts as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _key(key: Any) -> str:
    return "/".join(map(str, key)) if isinstance(key, tuple) else str(key)
