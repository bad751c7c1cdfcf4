"""The coordination's desk for the cafés in a real browser: each page in its states, at every width."""

from __future__ import annotations

import pytest
from django.urls import reverse


def test_board_and_caterer(page, signed_in, coordinator, cafes, look):
    signed_in(coordinator)
    page.goto(reverse("events:cafe_desks"))
    look("cafes")
    page.get_by_role("link", name="se rencontrer").click()
    look("tableau")
    page.get_by_role("link", name="Texte pour le traiteur").click()
    page.get_by_role("button", name="Copier le texte").click()
    page.wait_for_function("document.querySelector('[data-copied]').textContent")
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
