"""Placeholders of the public copy, such as `{{ plafond|floatformat:"0g" }}`, filled from the call's facts.

Not a template language: a name is looked up, a number or a date is written in French, nothing is executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>\w+)[^{}]*\}\}")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def fill(text: str, facts: Mapping[str, Any]) -> str:
    """Replace each placeholder by its fact, written in French; KeyError when a fact is missing."""
    return _PLACEHOLDER.sub(lambda match: written(facts[match["name"]]), text)


def written(value: Any) -> str:
    """A fact as French text: 50000 gives « 50 000 » (narrow no-break space), a date gives « 15 septembre 2025 »."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, (datetime, date)):
        return f"{'1er' if value.day == 1 else value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, (int, Decimal)):
        return f"{value:,.0f}".replace(",", "\u202f")
    if isinstance(value, (list, tuple)):
        return ", ".join(written(item) for item in value)
    return str(value)
