"""Two tabs on one section: which of the values sent may be stored, which were changed meanwhile by somebody else.

A value carries the fingerprint of what its sender had before changing it (its base). Never last-save-wins.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_LENGTH = 16


@dataclass
class Merge:
    """`changed` may be stored, `kept` was changed by the other side only, `conflicting` by both."""

    changed: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    conflicting: list[str] = field(default_factory=list)


def fingerprint(value: Any) -> str:
    """A short name for a stored value; every empty value has the same one."""
    if value in (None, "", []):
        return "0"
    written = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_LENGTH]


def merge(stored: Mapping[str, Any], sent: Mapping[str, Any], bases: Mapping[str, str], *, same_version: bool) -> Merge:
    """Compare each value sent with what is stored, by its base; without a base, by the version of the section."""
    result = Merge()
    for name, value in sent.items():
        now, mine, base = fingerprint(stored.get(name)), fingerprint(value), bases.get(name)
        if now == mine:
            continue
        if now == base or (base is None and same_version):
            result.changed[name] = value
        elif mine == base:
            result.kept.append(name)
        else:
            result.conflicting.append(name)
    return result
