"""Slots that one may have now, the proposed desk's first."""

from __future__ import annotations

from datetime import datetime

from events.models import Cafe, Desk, Registration, Slot
from inmp_portal.lib.french import short_hour


def free_slots(cafe: Cafe, at: datetime, *, token: str = "", first: Desk | None = None) -> list[Slot]:
    """Free slots that lie ahead, with the one held under `token`; ordered by desk, `first` before the others."""
    ahead = Slot.objects.filter(desk__cafe=cafe, starts_at__gt=at, is_taken=False)
    free = ahead.filter(pk__in=Slot.objects.free().values("pk"))
    mine = ahead.filter(holder_token=token, closed_at__isnull=True) if token else Slot.objects.none()
    found = (free | mine).select_related("desk__expert").order_by("desk__code", "starts_at")
    return sorted(found, key=lambda slot: first is None or slot.desk_id != first.pk)


def held_slot(cafe: Cafe, token: str, at: datetime) -> Slot | None:
    """The slot kept for whoever has `token`; None when there is none or its minutes have passed."""
    if not token:
        return None
    mine = Slot.objects.filter(desk__cafe=cafe, holder_token=token, held_until__gt=at)
    return mine.select_related("desk__expert").first()


def last_given_up(cafe: Cafe, email: str) -> Registration | None:
    """The last appointment of the café that an address gave up by itself."""
    given_up = Registration.objects.of_address(email).filter(cafe=cafe, is_given_up=True)
    return given_up.select_related("slot__desk__expert").order_by("-cancelled_at", "-pk").first()


def hours_of(cafe: Cafe) -> list[tuple[str, str]]:
    """Hours at which the café receives: (« 08:15 », « 8 h 15 »), earliest first."""
    starts = Slot.objects.filter(desk__cafe=cafe, closed_at__isnull=True).order_by("starts_at")
    found = {slot.hour: short_hour(slot.starts_at) for slot in starts}
    return list(found.items())
