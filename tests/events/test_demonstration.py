"""The fictitious people sign up by the real actions, each at its instant; played again, nothing happens twice."""

from __future__ import annotations

import pytest

from events.demo import performance
from events.models import Registration

pytestmark = pytest.mark.django_db


def test_the_sheets_are_played_once(cafes):
    ahead = cafes[1].starts_at
    assert performance.play(ahead, None) == 8
    assert performance.play(ahead, None) == 0
    kept = Registration.objects.filter(cafe=cafes[1]).order_by("created_at")
    assert [registration.last_name for registration in kept] == [
        "Hautemanière", "Hérondelle", "Montcornet", "Delamotte-Varin"
    ]  # fmt: skip
    assert [registration.slot.hour for registration in kept if registration.slot][:3] == ["08:00", "08:15", "08:45"]


def test_only_what_had_happened_by_then(cafes, at):
    performance.play(at, None)
    assert Registration.objects.count() == 4
    assert all(registration.created_at <= at for registration in Registration.objects.all())
