"""What a receipt says of an instant besides the hour of Paris: the same in UTC, and how long before the close."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from applications.methods.placeholders import written

_UTC = ZoneInfo("UTC")


def written_utc(instant: datetime) -> str:
    """The same instant in UTC, unambiguous: « 8 septembre 2025, 21:31:47 UTC »."""
    there = instant.astimezone(_UTC)
    return f"{written(there)}, {there:%H:%M:%S}\u00a0UTC"


def written_duration(duration: timedelta) -> str:
    """A positive duration in its two largest units: « 6 jours et 13 heures », « 28 minutes et 12 secondes »."""
    seconds = int(duration.total_seconds())
    units = (("jour", 86_400), ("heure", 3_600), ("minute", 60), ("seconde", 1))
    parts = []
    for name, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}\u00a0{name}{'s' if count > 1 else ''}")
    return " et ".join(parts[:2]) or "moins d’une seconde"
