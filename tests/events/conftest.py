"""The two cafés of the edition, a Friday of May on which one signs up, and people who do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from applications.models import Call
from events.actions.booking import Asked, book, hold
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from events.models import Cafe, Registration, Slot
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.clock import PARIS

SignUp = Callable[..., Registration]
QUESTION = "Comment extraire des données de l’entrepôt pour mon étude ?"


@pytest.fixture
def at() -> datetime:
    """Friday 16 May 2025, 10:00: both cafés are ahead, sign-ups are open."""
    return datetime(2025, 5, 16, 10, 0, tzinfo=PARIS)


@pytest.fixture
def cafes(call: Call, at: datetime) -> list[Cafe]:
    return load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=at)


@pytest.fixture
def cafe(cafes: list[Cafe]) -> Cafe:
    """The open session of 27 May."""
    return cafes[0]


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """`entry(email=…, answers=…, consents=…)`: what a person filled in."""

    def fill(*, answers: Any = None, consents: Any = None, **person: Any) -> Entry:
        known = {
            "first_name": "Hélène", "last_name": "Morvan", "email": "helene.morvan@exemple.fr",
            "institution": Institution.objects.get(code="chu_rouen"), "unit": "Génétique", "profession": "Médecin",
        }  # fmt: skip
        return Entry({**known, **person}, answers or {"statut_projet": "idee"}, {"rgpd": True, **(consents or {})})

    return fill


@pytest.fixture
def sign_up(cafe: Cafe, entry: Callable[..., Entry], at: datetime) -> SignUp:
    """`sign_up("a@exemple.fr", by=…)`: a registration to the open session, by the real action."""

    def act(email: str = "helene.morvan@exemple.fr", *, by: Any = None, when: datetime = at, **details: Any) -> Any:
        return register(cafe=cafe, entry=entry(email=email, **details), by=by, at=when)

    return act


@pytest.fixture
def bounded(cafe: Cafe) -> Callable[[int], Cafe]:
    """`bounded(20)`: the open session, with that many seats."""

    def bound(capacity: int) -> Cafe:
        Cafe.objects.filter(pk=cafe.pk).update(capacity=capacity)
        cafe.refresh_from_db()
        return cafe

    return bound


@pytest.fixture
def filled() -> dict[str, str]:
    """What a browser posts from the sign-up page, the optional questions left alone."""
    return {
        "prenom": "Hélène", "nom": "Morvan", "courriel": "helene.morvan@exemple.fr", "etablissement": "chu_rouen",
        "service": "Génétique", "fonction": "Médecin", "statut_projet": "idee", "rgpd": "on",
    }  # fmt: skip


@pytest.fixture
def appointment(cafes, entry, at):
    """`appointment("a@exemple.fr", desk="G1", nth=0)`: a booked slot of 23 June, or a place on the waiting list (nth=None)."""

    def make(email: str, *, desk: str = "G1", nth: int | None = 0, **person: str) -> Registration:
        slot = None
        if nth is not None:
            slot = Slot.objects.filter(desk__code=desk, desk__cafe=cafes[1]).order_by("starts_at")[nth]
            hold(slot=slot, token=email, by=None, at=at)
        asked = Asked(
            "Comment obtenir une extraction de l’entrepôt de données ?", "donnees", slot.desk if slot else None
        )
        return book(
            cafe=cafes[1], entry=entry(email=email, **person), asked=asked, slot=slot, token=email, by=None, at=at
        )

    return make


@pytest.fixture
def second(cafes: list[Cafe]) -> Cafe:
    """The café of 23 June, by appointment."""
    return cafes[1]


@pytest.fixture
def slots(second: Cafe) -> list[Slot]:
    """Those of the first desk, in order."""
    return list(Slot.objects.filter(desk__cafe=second, desk__code="G1").select_related("desk").order_by("starts_at"))


@pytest.fixture
def appoint(second: Cafe, entry: Callable[..., Entry], at: datetime) -> SignUp:
    """`appoint(slot, "a@exemple.fr")`: held, then taken; `appoint(None, …)`: waiting."""

    def act(slot: Slot | None, email: str = "helene.morvan@exemple.fr", *, when: datetime = at, hours: Any = (),
            theme: str = "donnees", **person: Any) -> Registration:  # fmt: skip
        token = f"jeton-{email}"
        if slot is not None:
            hold(slot=slot, token=token, by=None, at=when)
        said = entry(email=email, answers={"creneaux_possibles": list(hours)} if hours else {}, **person)
        desk = slot.desk if slot else second.desks.get(code="G1")
        asked = Asked(QUESTION, theme, desk)
        return book(cafe=second, entry=said, asked=asked, slot=slot, token=token, by=None, at=when)

    return act


@pytest.fixture
def appoint_at(appoint: SignUp, frozen_clock: Callable[..., Any]) -> SignUp:
    """The same, the clock standing at `when`."""

    def act(slot: Slot | None, *, when: datetime, **details: Any) -> Registration:
        frozen_clock(when)
        return appoint(slot, when=when, **details)

    return act
