"""The environment of an instance, strictly parsed: a wrong value stops the start and names itself."""

from __future__ import annotations

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Read one word among `allowed`; anything else refuses to start, naming the variable."""
    value = env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r} : attendu {', '.join(allowed)}.")
    return value


def flag(name: str, default: bool) -> bool:
    """Read a boolean written as a person would (1/0, true/false, oui/non)."""
    words = {"1": True, "true": True, "oui": True, "yes": True, "0": False, "false": False, "non": False, "no": False}
    raw = env.str(name, default="")
    if raw == "":
        return default
    if raw.lower() not in words:
        raise ImproperlyConfigured(f"{name}={raw!r} : attendu 1 ou 0.")
    return words[raw.lower()]
