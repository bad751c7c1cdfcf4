"""The content of each edition, as data: read by `load_edition`, never by a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Edition:
    """What an edition's folder holds: the call, its axes, its FAQ, the form's definition, the reminders, the checks of eligibility."""

    call: dict[str, Any]
    axes: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    form: dict[str, Any]
    calendar: dict[str, Any]
    reminders: list[dict[str, Any]]
    checks: list[dict[str, Any]]


def read_edition(slug: str) -> Edition:
    """Read the folder of an edition; FileNotFoundError when there is none of that name."""
    folder = _HERE / slug
    parts = (folder / f"{name}.json" for name in ("call", "axes", "faq", "form", "calendar", "reminders", "checks"))
    return Edition(*(json.loads(part.read_text(encoding="utf-8")) for part in parts))
