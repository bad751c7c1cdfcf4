"""Answers that another page hands to the opening of a draft: kept in the session of the person, never in an address."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

_KEY = "applications.start"
WANTED = "prerempli"  # in the address of the opening page: what was handed is used


@dataclass(frozen=True)
class Handed:
    """`answers` by question of the form; `back`, a path of the portal, is where one goes once the draft is open."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    back: str = ""


def hand(session: MutableMapping[str, Any], *, answers: Mapping[str, Any], back: str) -> None:
    """Prefill the opening page, which then leads to `back` with `?dossier=<reference>`."""
    session[_KEY] = {"answers": dict(answers), "back": back}


def handed(session: Mapping[str, Any], query: Mapping[str, Any]) -> Handed:
    """What was handed, when the address asks for it; nothing otherwise."""
    return Handed(**session[_KEY]) if WANTED in query and _KEY in session else Handed()


def forget(session: MutableMapping[str, Any]) -> None:
    """The draft is open."""
    session.pop(_KEY, None)
