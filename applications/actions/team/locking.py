"""The locks of every action on a team: the dossier's row first, then the member's."""

from __future__ import annotations

from applications.models import Application, Membership


def locked(membership: Membership) -> Membership:
    """The row as it is now, under both locks; inside a transaction."""
    Application.objects.locked(membership.application)
    return Membership.objects.locked(membership)
