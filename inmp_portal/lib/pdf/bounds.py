"""How much a document may be, and may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The size of document that is laid out at all."""

    html_bytes: int = 4_000_000
    elements: int = 60_000
    depth: int = 60
    rows: int = 2_000
    title: int = 500
    pages: int = 300


@dataclass(frozen=True)
class Bounds:
    """What one document may cost before its child is killed, and when a child is replaced."""

    seconds: float = 40.0
    cpu_seconds: int = 30
    memory_mb: int = 900
    documents: int = 500
    resident_mb: int = 100  # between two documents: a fresh child holds 68, and layout adds up to 30 while it lasts
