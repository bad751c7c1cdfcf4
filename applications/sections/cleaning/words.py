"""Small pieces of French used by every message."""

from __future__ import annotations

from inmp_portal.lib.french import NO_BREAK as NB
from inmp_portal.lib.french import counted as count
from inmp_portal.lib.french import number

__all__ = ["NB", "between", "count", "number", "quoted"]


def quoted(text: str) -> str:
    return f"«{NB}{text}{NB}»"


def between(low: int | None, high: int | None, unit: str = "") -> str:
    """« entre 12 et 24 mois », « au moins 12 mois », « 24 mois au plus »."""
    after = f"{NB}{unit}" if unit else ""
    if low is not None and high is not None:
        return f"entre {number(low)} et {number(high)}{after}"
    if high is not None:
        return f"{number(high)}{after} au plus"
    return f"{number(low or 0)}{after} au moins"
