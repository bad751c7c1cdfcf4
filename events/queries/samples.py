"""A few real registrations on which a mail's text is shown before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from events.models import Registration
from events.states import RegistrationState
from inmp_portal.accounts.models import User

MANY = 12


def some_registrations(
    user: User, at: datetime, states: Iterable[RegistrationState], *, has_slot: bool | None
) -> list[Registration]:
    """Registrations that this person sees, in these states, the latest first."""
    seen = Registration.objects.visible_to(user, at).filter(state__in=states, anonymised_at=None)
    if has_slot is not None:
        seen = seen.filter(slot__isnull=not has_slot)
    return list(seen.select_related("cafe__call", "slot__desk").order_by("-pk")[:MANY])
