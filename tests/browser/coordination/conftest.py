"""Both cafés on a Friday of May, with people in each; and how a page is looked at."""

from __future__ import annotations

from datetime import datetime

import pytest

from events.actions.booking import Asked, book, hold
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from events.models import Cafe, Slot
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.clock import PARIS

PEOPLE = (
    ("Hélène", "Morvan", "chu_rouen", ["axe1", "axe2"], "cafe", "8h"),
    ("Éric", "Duval", "chb", ["axe3"], "the", "8h30"),
    ("Awa", "Diallo", "urn", ["axe4", "axe1"], "cafe", "8h30"),
    ("Paul", "Lefebvre", "ch_rouvray", [], "rien", "nsp"),
)


@pytest.fixture
def at() -> datetime:
    return datetime(2025, 5, 16, 10, 0, tzinfo=PARIS)


@pytest.fixture
def cafes(call, at) -> list[Cafe]:
    """Both cafés, with people in each."""
    first, second = load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=at)
    Cafe.objects.filter(pk=first.pk).update(capacity=3)
    slots = list(Slot.objects.filter(desk__cafe=second).order_by("desk__code", "starts_at"))
    for n, (given, name, place, axes, drink, hour) in enumerate(PEOPLE):
        person = {"first_name": given, "last_name": name, "email": f"p{n}@exemple.fr", "unit": "Recherche",
                  "institution": Institution.objects.get(code=place)}  # fmt: skip
        said = {"statut_projet": "idee", "axes": axes, "boisson": drink, "heure_arrivee": hour, "regime": "végétarien"}
        entry = Entry(person, said, {"rgpd": True, "partage_coordonnees": n % 2 == 0})
        register(cafe=first, entry=entry, by=None, at=at)
        slot = slots[n * 9]
        hold(slot=slot, token=str(n), by=None, at=at)
        asked = Asked("Comment extraire des données de l’entrepôt ?", "donnees", slot.desk)
        book(cafe=second, entry=entry, asked=asked, slot=slot, token=str(n), by=None, at=at)
    return [first, second]


@pytest.fixture
def look(page, axe, shot, no_sideways_scroll):
    """`look("name")`: the page as it stands holds at 320 px, has nothing for axe to say, and is kept as a picture."""

    def check(name: str) -> None:
        axe(page)
        no_sideways_scroll(page)
        shot(page, f"bureau-{name}")

    return check
