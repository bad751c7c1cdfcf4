"""A day as people write it in French, in English and in records."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    r"janv(?:ier|\.)?|f[ée]vr?(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[ûu]t|sept(?:embre|\.)?|oct(?:obre|\.)?"
    r"|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?|january|february|march|april|may|june|july|august|september|october|november|december"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = re.compile(
    r"[0-9](?<![0-9A-Za-z].)(?:"
    rf"(?P<d>[0-9]?)(?:(?P<s>[/.\-\s])(?P<m>[01]?[0-9])(?P=s)(?:{_YEAR}|(?<=[/.\-])[0-9]{{2}})"
    rf"|(?:er|st|nd|rd|th)?\s+(?:{_MONTHS})\s+{_YEAR})"
    r"|(?P<iso>[0-9]{3}-[01][0-9]-[0-3][0-9])"
    r"|(?P<compact>[0-9]{7}))(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_COMPACT = re.compile(rf"[0-3][0-9][01][0-9]{_YEAR}|{_YEAR}[01][0-9][0-3][0-9]")


def days(text: str) -> Iterator[re.Match[str]]:
    """Days with their year, as matches; `compact` is set for eight digits in a row, which only a label makes a day."""
    for day in _DAY.finditer(text):
        if day["compact"]:
            is_one = bool(_COMPACT.fullmatch(day[0]))
        elif day["iso"]:
            is_one = day[0].startswith(("19", "20"))
        else:
            is_one = 1 <= int(text[day.start() : day.start() + 1 + len(day["d"])]) <= 31
            is_one = is_one and (not day["m"] or 1 <= int(day["m"]) <= 12)
        if is_one:
            yield day
