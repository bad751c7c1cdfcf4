"""The environment of an instance, strictly parsed: a wrong value stops the start and names its variable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

# Read by ./portal before Django is there, hence known without being read by the settings.
_READ_BY_THE_COMMAND = {"PORTAL_PYTHON", "PORTAL_SETUP", "PORTAL_HOST"}
_known: set[str] = set(_READ_BY_THE_COMMAND)
_TRUE, _FALSE = {"1", "true", "oui", "yes", "on"}, {"0", "false", "non", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable as written, without surrounding spaces; an empty one counts as not set."""
    _known.add(name)
    return os.environ.get(name, "").strip() or default


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One word among `allowed`."""
    value = text(name, default)
    if value not in allowed:
        raise wrong(name, value, f"attendu {', '.join(allowed)}")
    return value


def flag(name: str, default: bool) -> bool:
    """A boolean written as a person would (1/0, true/false, oui/non, on/off)."""
    raw = text(name).lower()
    if raw in _TRUE | _FALSE:
        return raw in _TRUE
    if raw:
        raise wrong(name, raw, "attendu 1 ou 0")
    return default


def integer(name: str, default: int, *, low: int = 0, high: int = 2**31) -> int:
    """A whole number between `low` and `high`."""
    raw = text(name)
    if not raw:
        return default
    if not re.fullmatch(r"-?[0-9]{1,12}", raw) or not low <= int(raw) <= high:
        raise wrong(name, raw, f"attendu un nombre entier de {low} à {high}")
    return int(raw)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def url(name: str, default: str = "", *, schemes: tuple[str, ...] = ("https", "http"), host: bool = True) -> str:
    """An address with one of `schemes`; its value is not repeated in the message, it may hold a password."""
    raw = text(name, default)
    if not raw:
        return raw
    try:
        parts = urlsplit(raw)
        complete = parts.scheme in schemes and (bool(parts.hostname) or not host)
        complete = complete and ("," in parts.netloc or parts.port != 0)  # several servers have several ports
    except ValueError:
        complete = False
    if not complete:
        raise wrong(name, "…", f"attendu une adresse en {' ou '.join(f'{scheme}://' for scheme in schemes)}")
    return raw


def urls(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Addresses separated by commas."""
    for one in (found := words(name, default)):
        if urlsplit(one).scheme not in ("https", "http") or not urlsplit(one).hostname:
            raise wrong(name, one, "attendu des adresses en https:// ou http://, séparées par des virgules")
    return found


def instant(name: str, default: str = "") -> datetime | None:
    """An ISO date and hour; Paris time unless it says its zone."""
    raw = text(name, default)
    if not raw:
        return None
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        raise wrong(name, raw, "attendu un instant comme 2025-09-02T10:00") from None
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Europe/Paris"))


def folder(name: str, default: Path) -> Path:
    """An absolute path; a relative one would depend on where the process was started."""
    path = Path(text(name, str(default)))
    if not path.is_absolute():
        raise wrong(name, str(path), "attendu un chemin absolu")
    return path


def wrong(name: str, value: str, expected: str) -> ImproperlyConfigured:
    """The refusal of a value, naming its variable."""
    return ImproperlyConfigured(f"{name}={value} : {expected}.")


def missing(name: str, expected: str = "valeur obligatoire en production") -> ImproperlyConfigured:
    """The refusal of a production instance that lacks `name`; says so when nobody asked for production by name."""
    unsaid = (
        ""
        if text("PORTAL_INSTANCE")
        else (
            " PORTAL_INSTANCE n’est pas réglé : c’est donc une instance de production ; une démonstration se demande "
            "par PORTAL_INSTANCE=demonstration."
        )
    )
    return ImproperlyConfigured(f"{name} : {expected}.{unsaid}")


def refuse_unknown(environment: Mapping[str, str] = os.environ) -> None:
    """A misspelt PORTAL_ variable would be ignored in silence: refuse it."""
    unknown = sorted(name for name in environment if name.startswith("PORTAL_") and name not in _known)
    if unknown:
        raise ImproperlyConfigured(
            f"{', '.join(unknown)} : variable inconnue. Connues : "
            f"{', '.join(sorted(name for name in _known if name.startswith('PORTAL_')))}."
        )
