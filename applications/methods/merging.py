"""Two tabs on one section: which of the values sent may be stored, which were changed meanwhile by somebody else.

A value carries the fingerprint of what its sender had before changing it (its base). Never last-save-wins.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from applications.sections.definition import ROW_KEY

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


def _of_rows(rows: Sequence[Any]) -> list[str]:
    """Rows by what they say; the key that the portal gives them says nothing."""
    return [fingerprint({name: value for name, value in row.items() if name != ROW_KEY}) for row in rows]


def united(stored: Sequence[Any], sent: Sequence[Any]) -> list[Any]:
    """The rows stored, then those sent that are not among them, as rows without a key: nothing is lost on either side."""
    known = set(_of_rows(stored))
    fresh = [row for row, name in zip(sent, _of_rows(sent), strict=True) if name not in known]
    return [*stored, *({name: value for name, value in row.items() if name != ROW_KEY} for row in fresh)]


def differing(rows: Sequence[Any], others: Sequence[Any]) -> list[tuple[int, Any]]:
    """(place from 1, row) of the rows that the other side does not have."""
    known = set(_of_rows(others))
    return [(n, row) for n, (row, name) in enumerate(zip(rows, _of_rows(rows), strict=True), 1) if name not in known]


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
