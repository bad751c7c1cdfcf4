"""Dates, sums and spaces as French print writes them: pure, for pages, mails and PDFs alike."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from inmp_portal.lib.clock import PARIS

NO_BREAK = "\u00a0"
NARROW = "\u202f"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

_BEFORE = re.compile(r" ([;!?](?=\s|$|[»)…])|[:»%€])")
_AFTER_OPENING = re.compile(r"« ")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def in_paris(value: date) -> date:
    """An aware instant seen from Paris; a plain day as it is."""
    return value.astimezone(PARIS) if isinstance(value, datetime) else value


def short_day(value: date) -> str:
    """« 8 septembre », « 1er avril »."""
    local = in_paris(value)
    return f"{'1er' if local.day == 1 else local.day}{NO_BREAK}{MONTHS[local.month - 1]}"


def day(value: date) -> str:
    """« lundi 8 septembre 2025 », « mardi 1er avril 2025 »."""
    local = in_paris(value)
    number = "1er" if local.day == 1 else str(local.day)
    return f"{DAYS[local.weekday()]} {number} {MONTHS[local.month - 1]} {local.year}"


def hour(value: datetime) -> str:
    """« 23 h 59 », held together by no-break spaces."""
    local = value.astimezone(PARIS)
    return f"{local.hour}{NO_BREAK}h{NO_BREAK}{local:%M}"


def short_time(local: time) -> str:
    """« 8 h », « 8 h 20 », of an hour that is Paris's already."""
    return f"{local.hour}{NO_BREAK}h" + (f"{NO_BREAK}{local:%M}" if local.minute else "")


def short_hour(value: datetime) -> str:
    """« 8 h », « 8 h 20 »."""
    return short_time(value.astimezone(PARIS).time())


def moment(value: datetime) -> str:
    """« lundi 8 septembre 2025 à 23 h 59 », in Paris."""
    return f"{day(value)} à {hour(value)}"


def hour_seconds(value: datetime) -> str:
    """« 23 h 59 min 59 s »: the very limit, where an instant to the second stands beside it."""
    return f"{hour(value)}{NO_BREAK}min{NO_BREAK}{value.astimezone(PARIS):%S}{NO_BREAK}s"


def short_moment(value: datetime) -> str:
    """« mardi 27 mai 2025 à 8 h », « lundi 23 juin 2025 à 8 h 15 », in Paris: how the cafés say their hours."""
    return f"{day(value)} à {short_hour(value)}"


def limit(value: datetime) -> str:
    """« lundi 23 juin 2025 à 8 h », and « vendredi 20 juin 2025 à minuit » for the instant at which Saturday begins.

    A limit that falls at midnight is the end of the day that people still have, not the beginning of the next one.
    """
    local = value.astimezone(PARIS)
    return f"{day(local - timedelta(days=1))} à minuit" if local.time() == time(0) else short_moment(value)


def moment_seconds(value: datetime) -> str:
    """« lundi 8 septembre 2025 à 23 h 31 min 47 s », in Paris: the precision of a receipt."""
    return f"{day(value)} à {hour_seconds(value)}"


def number(value: int | Decimal | float, decimals: int = 0) -> str:
    """« 37 500 », « 4,5 »: narrow no-break spaces and a decimal comma."""
    return f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")


def money(value: int | Decimal) -> str:
    """« 37 500 € »; cents are written only when there are some."""
    amount = Decimal(value)
    cents = 0 if amount == amount.to_integral_value() else 2
    return f"{number(amount, cents)}{NO_BREAK}€"


def spaced(text: str) -> str:
    """Ordinary spaces turned into the no-break ones that French print asks for; straight apostrophes curled."""
    text = _BEFORE.sub(f"{NO_BREAK}\\1", text)
    return _APOSTROPHE.sub("’", _AFTER_OPENING.sub(f"«{NO_BREAK}", text))


def counted(count: int, singular: str, plural: str = "") -> str:
    """« 1 dossier », « 0 dossier », « 12 dossiers »: French counts zero and one alike."""
    return f"{number(count)}{NO_BREAK}{singular if abs(count) < 2 else plural or singular + 's'}"


def duration(minutes: int) -> str:
    """« 15 minutes », « une heure », « 2 heures », « 1 h 30 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return counted(minutes, "minute")
    if rest:
        return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02d}"
    return "une heure" if hours == 1 else counted(hours, "heure")
