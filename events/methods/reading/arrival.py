"""The hour at which somebody said that they would come to an open session."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inmp_portal.lib.clock import PARIS

ARRIVAL = "heure_arrivee"  # question of the questionnaire: « 8h », « 8h30 », or one that names no hour
_HOUR = re.compile(r"([01]?\d|2[0-3])h([0-5]\d)?")


def arrival_of(answers: Mapping[str, Any], starts_at: datetime, ends_at: datetime) -> datetime | None:
    """That instant; None when no hour was named, or one at which the café, moved since, is not under way."""
    said = _HOUR.fullmatch(str(answers.get(ARRIVAL, "")))
    if said is None:
        return None
    arrival = starts_at.astimezone(PARIS).replace(hour=int(said[1]), minute=int(said[2] or 0))
    return arrival if starts_at < arrival < ends_at else None
