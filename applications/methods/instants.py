"""Instants and durations as people say them, in French, at the hour of Paris."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from applications.methods.placeholders import written

_PARIS = ZoneInfo("Europe/Paris")
_UTC = ZoneInfo("UTC")


def written_instant(instant: datetime, *, seconds: bool = False) -> str:
    """An aware instant in Paris: « 8 septembre 2025 à 23 h 59 », with « min » and « s » on demand."""
    local = instant.astimezone(_PARIS)
    tail = f"\u00a0min\u00a0{local:%S}\u00a0s" if seconds else ""
    return f"{written(local)} à {local:%-H}\u00a0h\u00a0{local:%M}{tail}"


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
