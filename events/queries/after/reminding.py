"""Which registrations are to be reminded, and of which hour: the café's, or that of the slot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from events.models import Cafe, Registration
from events.states import RegistrationState
from inmp_portal.outbox.queries import was_reminded


def scope_of(cafe: Cafe) -> str:
    """Names the café where reminders to come are decided about."""
    return cafe.slug


def hours_of(cafe: Cafe) -> set[datetime]:
    """Every hour at which somebody is expected: one, unless people come by appointment."""
    if cafe.is_open_session:
        return {cafe.starts_at}
    return {cafe.starts_at, *_reachable(cafe).order_by().values_list("own_start", flat=True).distinct()}


def registrations_to_remind(
    cafe: Cafe, hour: datetime, *, rule: str, due_at: datetime, states: tuple[RegistrationState, ...]
) -> QuerySet[Any]:
    """Those of this hour, in one of `states`, who were registered when the reminder fell due and never got it.

    Whoever was given another hour after the reminder fell due has just had a mail that says it.
    """
    revised = Concat(Value(f"{rule}/"), Cast(OuterRef("revision"), CharField()))
    known_then = Q(created_at__lte=due_at) & (Q(revision=0) | Q(updated_at__lte=due_at))
    if RegistrationState.CONFIRMED not in states:
        known_then = Q()  # afterwards: whoever was there is concerned, walk-ins included
    rows = _reachable(cafe).filter(~was_reminded(Registration, revised), known_then, own_start=hour, state__in=states)
    return rows.order_by("pk")


def _reachable(cafe: Cafe) -> Any:  # the type checker would not know `own_start`
    rows = Registration.objects.filter(cafe=cafe).exclude(email="")
    return rows.annotate(own_start=Coalesce(F("slot__starts_at"), F("cafe__starts_at")))
