"""The coordination's desk for the cafés in a real browser: each page in its states, at every width."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

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


def test_board_and_caterer(page, signed_in, coordinator, cafes, look):
    signed_in(coordinator)
    page.goto(reverse("events:cafe_desks"))
    look("cafes")
    page.get_by_role("link", name="se rencontrer").click()
    look("tableau")
    page.get_by_role("link", name="Texte pour le traiteur").click()
    page.get_by_role("button", name="Copier le texte").click()
    assert page.locator("[data-copied]").inner_text()
    look("traiteur")
    page.goto(reverse("events:cafe_board", args=[cafes[1].slug]))
    page.get_by_text("Les créneaux en toutes lettres").click()
    look("guichets")


def test_caterer_without_javascript(page_without_javascript, cafes, coordinator, signed_in, context):
    signed_in(coordinator)
    page_without_javascript.context.add_cookies(context.cookies())
    page_without_javascript.goto(reverse("events:cafe_caterer", args=[cafes[0].slug]))
    assert "Nombre attendu" in page_without_javascript.get_by_label("Texte à envoyer").input_value()
    assert not page_without_javascript.get_by_role("button", name="Copier le texte").is_visible()


def test_registrations(page, signed_in, coordinator, cafes, look):
    signed_in(coordinator)
    page.goto(reverse("events:cafe_registrations", args=[cafes[0].slug]))
    look("inscriptions")
    page.get_by_label("Rechercher").fill("helene")
    page.get_by_role("button", name="Chercher").click()
    assert page.get_by_role("row").count() == 2
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "cafe-27-mai-2025-05-16-10h00.csv"
    look("inscriptions-filtrees")
    page.get_by_role("link", name="Morvan Hélène").click()
    look("inscription")
    page.goto(reverse("events:cafe_registrations", args=[cafes[0].slug]) + "?q=introuvable")
    look("inscriptions-vides")


@pytest.mark.parametrize("name", ["close", "capacity", "overbook"])
def test_settings(page, signed_in, coordinator, cafes, look, name, troubles):
    signed_in(coordinator)
    page.goto(reverse(f"events:cafe_{name}", args=[cafes[0].slug]))
    look(name)
    if name == "capacity":
        page.get_by_label("Nombre de places").fill("1")
        page.get_by_role("button", name="Enregistrer").click()
        look("capacity-refused")
        troubles.clear()  # the browser tells a 409
    if name == "overbook":
        page.get_by_role("button", name="Inscrire").click()
        look("overbook-errors")
