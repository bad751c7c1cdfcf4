"""How many people to expect at a café, from those who signed up and from what earlier cafés taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from events.methods.sizing import BY_APPOINTMENT, OPEN_SESSION, Sizing, Turnout, WalkIns, expected
from events.methods.writing.expectation import expectation
from events.models import Cafe, Registration
from events.states import RegistrationState as S
from inmp_portal.lib.caching import remembered

_KEPT = 3600  # seconds: the forecast depends on nothing but what names it


def forecast_of(cafe: Cafe, parties: Iterable[int], user: Any, at: datetime) -> tuple[Sizing, str]:
    """Expected heads, and the sentence that says them; `parties` are the heads of each registration that has a place."""
    coming = Counter(parties)
    turnout, walk_ins = beliefs(cafe, user, at)
    key = (sorted(coming.items()), turnout, walk_ins)
    sizing = remembered("cafe.sizing", key, lambda: expected(coming.elements(), turnout, walk_ins), seconds=_KEPT)
    return sizing, expectation(sizing, turnout, walk_ins)


def beliefs(cafe: Cafe, user: Any, at: datetime) -> tuple[Turnout, WalkIns]:
    """The priors, corrected by the attendance noted at the call's earlier cafés; one query."""
    turnout, walk_ins = Turnout(), OPEN_SESSION if cafe.is_open_session else BY_APPOINTMENT
    earlier = Registration.objects.visible_to(user, at).filter(
        cafe__call_id=cafe.call_id, cafe__ends_at__lte=min(cafe.starts_at, at), state__in=(S.ATTENDED, S.NO_SHOW)
    )
    seen = earlier.order_by().values("cafe__kind").annotate(
        came=Count("pk", filter=Q(state=S.ATTENDED, is_walk_in=False)),
        registered=Count("pk", filter=Q(is_walk_in=False)),
        unannounced=Sum("party_size", filter=Q(state=S.ATTENDED, is_walk_in=True), default=0),
    )  # fmt: skip
    for row in seen:
        turnout = turnout.after(came=row["came"], registered=row["registered"])
        if row["cafe__kind"] == cafe.kind:
            walk_ins = walk_ins.after(came=row["unannounced"])
    return turnout, walk_ins
