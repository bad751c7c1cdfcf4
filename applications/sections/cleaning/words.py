"""Small pieces of French used by every message."""

from __future__ import annotations

NB = "\u00a0"  # before « : » and inside quotation marks
NNB = "\u202f"  # before « ; ! ? » and inside numbers


def number(value: int) -> str:
    """12500 gives « 12 500 »."""
    return f"{value:,}".replace(",", NNB)


def count(value: int, singular: str, plural: str | None = None) -> str:
    """« 1 caractère », « 2 caractères », « 0 caractère »."""
    return f"{number(value)}{NB}{singular if abs(value) < 2 else plural or singular + 's'}"


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
