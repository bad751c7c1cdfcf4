"""The fictitious registrations, as the domain's sheets say them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[1] / "content" / "inmp-2025" / "demo.json"


@cache
def sheets() -> tuple[Mapping[str, Any], ...]:
    """One a registration, in the order in which they come; `inscrit_le` is its instant."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["inscriptions_cafes"]
    return tuple(sorted(rows, key=lambda row: row["inscrit_le"]))
