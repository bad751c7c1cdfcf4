"""What a café offers now: whether one may sign up, and how many seats are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Call
from events.models import Cafe
from events.rules.registering import can_register
from inmp_portal.lib.verdict import Verdict


@dataclass(frozen=True)
class Offer:
    """A café as its page shows it; `seats_left` is None where nothing bounds them."""

    cafe: Cafe
    verdict: Verdict
    is_ahead: bool
    seats_left: int | None

    @classmethod
    def of(cls, cafe: Cafe, user: Any, at: datetime) -> Offer:
        left = None if cafe.capacity is None else max(cafe.capacity + cafe.overbooked - cafe.taken, 0)
        return cls(cafe, can_register(user, cafe, at), cafe.ends_at > at, left)

    @property
    def is_full(self) -> bool:
        return self.seats_left == 0


def offers_of(call: Call, user: Any, at: datetime) -> list[Offer]:
    """Every café of a call, in the order of time; one query."""
    cafes = list(Cafe.objects.visible_to(user, at).filter(call=call).defer("questions").order_by("starts_at"))
    for cafe in cafes:
        cafe.call = call
    return [Offer.of(cafe, user, at) for cafe in cafes]
