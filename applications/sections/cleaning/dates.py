"""Months and days: typed the French way, stored as ISO, and back. `f(field, raw, context) -> (stored, message or None)`."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from applications.sections.cleaning.counting import one_line
from applications.sections.context import Context
from applications.sections.definition import Field
from inmp_portal.lib.folding import fold
from inmp_portal.lib.french import MONTHS

Result = tuple[Any, str | None]
_MONTH = re.compile(r"^(?:(?P<y1>\d{4})-(?P<m1>\d{1,2})|(?P<m2>\d{1,2})\s*[/. -]\s*(?P<y2>\d{4}))$")
_MONTH_NAMES = {fold(name): place for place, name in enumerate(MONTHS, start=1)}
_DAY = re.compile(r"^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{4}))$")


def month(field: Field, raw: Any, context: Context) -> Result:
    """A month, stored as 2026-01; typed « 01/2026 » or « janvier 2026 »."""
    name, _, year_typed = fold(str(raw)).partition(" ")
    found = _MONTH.match(f"{_MONTH_NAMES.get(name, 0)}/{year_typed}" if year_typed else str(raw).strip())
    if not found:
        found = _MONTH.match(str(raw).strip())
    if found:
        year, number_ = int(found["y1"] or found["y2"]), int(found["m1"] or found["m2"])
        if 1 <= number_ <= 12 and 1900 <= year <= 2100:
            return f"{year:04d}-{number_:02d}", None
    return one_line(str(raw)), "Indiquez le mois et l’année, par exemple 01/2026."


def typed_month(stored: str) -> str:
    """« 01/2026 » for 2026-01; what is no stored month, as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", stored)
    return f"{found[2]}/{found[1]}" if found else stored


def typed_day(stored: str) -> str:
    """« 31/01/2026 » for 2026-01-31; what is no stored day, as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", stored)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else stored


def day(field: Field, raw: Any, context: Context) -> Result:
    """A day, stored as 2026-01-31."""
    found = _DAY.match(str(raw).strip())
    if found:
        y1, m1, d1, d2, m2, y2 = found.groups()
        try:
            return date(int(y1 or y2), int(m1 or m2), int(d1 or d2)).isoformat(), None
        except ValueError:
            pass
    return one_line(str(raw)), "Indiquez une date qui existe, par exemple 31/01/2026."
