"""Slots, proposals and appointments, by their pages: an expert who is ill, from the closing to the confirmation."""

from __future__ import annotations

from django.urls import reverse

from events.actions.coordination.proposing import compute_proposals


def test_slots(page, signed_in, coordinator, cafes, look, troubles):
    slug = cafes[1].slug
    signed_in(coordinator)
    page.goto(reverse("events:cafe_slots", args=[slug]))
    look("creneaux")
    page.get_by_role("link", name="Refaire les créneaux").click()
    look("planning")
    page.get_by_label("Durée d’un rendez-vous").fill("20")
    page.get_by_role("button", name="Voir ce qui changerait").click()
    look("planning-apercu")
    page.get_by_label("Pauses").fill("vers neuf heures")
    page.get_by_role("button", name="Voir ce qui changerait").click()
    look("planning-erreur")


def test_an_expert_is_ill(page, signed_in, coordinator, cafes, look, at):
    """From the desk's closing to the confirmed proposal, by the pages."""
    signed_in(coordinator)
    page.goto(reverse("events:cafe_slots", args=[cafes[1].slug]))
    page.get_by_role("link", name="Fermer tout le guichet").first.click()
    page.get_by_label("Motif").fill("experte malade")
    look("fermeture")
    page.get_by_role("button", name="Fermer ces créneaux").click()
    look("proposition-attente")
    compute_proposals(at=at)
    page.get_by_role("link", name="Actualiser").click()
    look("proposition")
    page.get_by_role("button", name="Confirmer la proposition").click()
    assert "La proposition est appliquée" in page.inner_text("main")
    look("creneaux-fermes")
    page.get_by_role("button", name="Rouvrir").first.click()
    assert "ouverts" in page.inner_text("main")


def test_one_appointment(page, signed_in, coordinator, cafes, look):
    signed_in(coordinator)
    page.goto(reverse("events:cafe_slots", args=[cafes[1].slug]))
    page.get_by_role("link", name="Hélène Morvan").first.click()
    look("rendez-vous")
    page.get_by_role("link", name="Déplacer le rendez-vous").click()
    look("rendez-vous-deplacer")
    page.get_by_label("lundi 23 juin 2025 à 8 h 15, guichet Données").check()
    page.get_by_label("Motif").fill("retard")
    page.get_by_role("button", name="Déplacer et prévenir").click()
    page.get_by_role("link", name="Annuler le rendez-vous").click()
    look("rendez-vous-annuler")


def test_relocate_and_assign(page, signed_in, coordinator, cafes, look):
    signed_in(coordinator)
    for name, address in (
        ("deplacement", "cafe_relocate"),
        ("visioconference", "cafe_video"),
        ("attribution", "assignment_ask"),
        ("rien", "cafe_proposal"),
    ):
        page.goto(reverse(f"events:{address}", args=[cafes[1].slug]))
        look(name)
