"""The fictitious dossiers of an edition, read from its content."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import applications.content
from applications.demo.prose import Sheet


@cache
def sheets(slug: str = "inmp-2025") -> tuple[Sheet, ...]:
    """The twelve sheets, in the order of the file."""
    path = Path(applications.content.__file__).parent / slug / "demo.json"
    return tuple(json.loads(path.read_text(encoding="utf-8"))["dossiers"])
