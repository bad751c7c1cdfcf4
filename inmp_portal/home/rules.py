"""Who may use what only demonstrations and rehearsals have."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from inmp_portal.accounts.rules import Anyone, is_staff
from inmp_portal.lib.verdict import Verdict


def can_use_demonstration(user: Anyone, at: datetime) -> Verdict:
    """The personas and the mailbox: everybody on a demonstration, nobody elsewhere."""
    if settings.PERSONAS:
        return Verdict.yes()
    return Verdict.no("Cette page n’existe que sur une instance de démonstration.")


def can_move_clock(user: Anyone, at: datetime) -> Verdict:
    """Everybody on a demonstration, people with a role on a rehearsal, nobody in production."""
    if not settings.TIME_TRAVEL:
        return Verdict.no("L’horloge d’une instance de production ne se déplace pas.")
    if settings.PERSONAS or is_staff(user):
        return Verdict.yes()
    return Verdict.no("Seules les personnes qui ont un rôle déplacent l’horloge d’une répétition.")
