"""The coordination at its desk, and people whose names must not leak."""

from __future__ import annotations

import pytest
from django.test import Client

from events.actions.booking import Asked, book, hold
from events.models import Slot


@pytest.fixture
def desk(coordinator, as_user) -> Client:
    """The coordination's browser."""
    return as_user(coordinator)


@pytest.fixture
def second(cafes):
    """The café of 23 June, by appointment."""
    return cafes[1]


@pytest.fixture
def slots(second):
    """Those of the first desk, in order."""
    return list(Slot.objects.filter(desk__cafe=second, desk__code="G1").select_related("desk").order_by("starts_at"))


@pytest.fixture
def appoint(second, entry, at):
    """`appoint(slot, "a@exemple.fr")`: held, then taken; `appoint(None, …)`: waiting."""

    def act(slot, email="helene.morvan@exemple.fr", *, when=at, hours=(), theme="donnees", **person):
        token = f"jeton-{email}"
        if slot is not None:
            hold(slot=slot, token=token, by=None, at=when)
        said = entry(email=email, answers={"creneaux_possibles": list(hours)} if hours else {}, **person)
        desk = slot.desk if slot else second.desks.get(code="G1")
        asked = Asked("Comment extraire des données de l’entrepôt ?", theme, desk)
        return book(cafe=second, entry=said, asked=asked, slot=slot, token=token, by=None, at=when)

    return act
