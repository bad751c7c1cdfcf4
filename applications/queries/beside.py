"""What other apps tell the lead of a dossier on its page: a registry, for `applications` names none of them.

These notes are the lead's alone. They are asked from this one page, never from the deposit, its PDFs, the coordination's
reading or a review: what helps an applicant judges nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from applications.models import Application

if TYPE_CHECKING:
    from inmp_portal.accounts.models import User


@dataclass(frozen=True)
class Note:
    """One thing told: `said` above, `text` below, `links` of (label, address)."""

    said: str
    text: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Notes:
    """What one source tells, under its title."""

    title: str
    notes: tuple[Note, ...]


class Source(Protocol):
    """`for_lead` is asked for the dossier's lead only, in a number of queries that never depends on rows."""

    key: str
    order: int

    def for_lead(self, application: Application, user: User, at: datetime) -> Notes | None: ...


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source, or replace the one that has its key. Called from the `panels` of an app."""
    _sources[source.key] = source
    return source


def notes_beside(application: Application, user: User, at: datetime) -> list[Notes]:
    """What there is to tell this person of this dossier; nothing to anybody but its lead."""
    if not application.is_led_by(user):
        return []
    ordered = sorted(_sources.values(), key=lambda source: (source.order, source.key))
    found = (source.for_lead(application, user, at) for source in ordered)
    return [notes for notes in found if notes is not None]
