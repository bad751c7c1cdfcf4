"""Reads about accounts."""

from __future__ import annotations

from datetime import datetime

from inmp_portal.accounts.models import BreakGlass, User

SHOWN = 50


def latest_accesses(user: User, at: datetime) -> list[BreakGlass]:
    """The exceptional accesses that a person may know of, latest first, with who opened and closed them."""
    visible = BreakGlass.objects.visible_to(user, at).select_related("person", "closed_by")
    return list(visible.order_by("-pk")[:SHOWN])
