"""The waiting list, seen by those on it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from events.models import Cafe, Registration, Slot


def rank_of(registration: Registration) -> int:
    """The place of a waiting registration, from 1."""
    before = Q(waiting_since__lt=registration.waiting_since)
    before |= Q(waiting_since=registration.waiting_since, pk__lt=registration.pk)
    return Registration.objects.waiting().filter(before, cafe_id=registration.cafe_id).count() + 1


def has_free_slots(cafe: Cafe, at: datetime) -> bool:
    """Is any slot left that somebody who waits did not want, of another desk or at another hour?"""
    return Slot.objects.free().filter(desk__cafe=cafe, starts_at__gt=at).exists()
