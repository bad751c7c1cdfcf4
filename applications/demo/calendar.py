"""When a fictitious team does what: opened weeks ahead, written section by section, deposited when its sheet says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from applications.demo.prose import Sheet
from applications.demo.sheets import sheets
from inmp_portal.lib.clock import PARIS

# A fictitious team writes in the order of the form, half of it in the first days; the rest takes until the eve.
_WRITING_DAYS = 34
_LEAD_TIME = timedelta(days=6, hours=5)
_DRAFT_OPENED = datetime(2025, 7, 21, 14, 10, tzinfo=PARIS)
_DRAFT_SECTIONS = 6  # NEODOSE stops there


@dataclass(frozen=True)
class Moment:
    """One thing a team does at an instant; `section` is the key of the section it writes."""

    at: datetime
    acronym: str
    deed: str  # "open" | "write" | "join" | "deposit", and those of the coordination (`demo.screening`)
    section: str = ""


def moments(section_keys: tuple[str, ...], until: datetime) -> list[Moment]:
    """Every deed of every team up to an instant, in the order of time."""
    deeds = (moment for order, sheet in enumerate(sheets()) for moment in _of(sheet, order, section_keys))
    return sorted((deed for deed in deeds if deed.at <= until), key=lambda deed: (deed.at, deed.acronym))


def _of(sheet: Sheet, order: int, section_keys: tuple[str, ...]) -> list[Moment]:
    acronym = sheet["acronyme"]
    deposited = datetime.fromisoformat(sheet["depose_le"]) if sheet.get("depose_le") else None
    opened = deposited - timedelta(days=_WRITING_DAYS + 3 * order, hours=2) if deposited else _DRAFT_OPENED
    opened = opened.astimezone(PARIS).replace(hour=9 + order % 8, minute=(7 * order) % 60, second=0)
    written = section_keys if deposited else section_keys[:_DRAFT_SECTIONS]
    span = (deposited - _LEAD_TIME - opened) if deposited else timedelta(days=_WRITING_DAYS)
    deeds = [Moment(opened, acronym, "open")]
    deeds += [
        Moment(opened + span * (rank + 1) / len(section_keys), acronym, "write", key)
        for rank, key in enumerate(written)
    ]
    if deposited:
        deeds += [Moment(deposited - timedelta(hours=20), acronym, "join"), Moment(deposited, acronym, "deposit")]
    return deeds
