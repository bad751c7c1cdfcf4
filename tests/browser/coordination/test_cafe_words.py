"""Desks, their lexicon, and messages to a group, by their pages."""

from __future__ import annotations

from django.urls import reverse


def test_desks_and_lexicon(page, signed_in, coordinator, cafes, look, troubles):
    signed_in(coordinator)
    page.goto(reverse("events:cafe_guichets", args=[cafes[1].slug]))
    look("guichets-reglages")
    page.get_by_role("link", name="Modifier les mots").click()
    page.get_by_label("Question à essayer").fill("Comment extraire des données de l’entrepôt ?")
    page.get_by_role("button", name="Essayer").click()
    assert "Données et entrepôt" in page.locator(".try").inner_text()
    look("lexique")
    page.get_by_label("Budget, achats").fill("le : 3")
    page.get_by_role("button", name="Enregistrer").click()
    look("lexique-erreur")
    troubles.clear()  # the browser tells a 422


def test_messages(page, signed_in, coordinator, cafes, look):
    signed_in(coordinator)
    page.goto(reverse("events:cafe_messages", args=[cafes[0].slug]))
    look("messages-vides")
    page.get_by_role("link", name="Écrire un message").click()
    page.get_by_label("État").select_option("confirmed")
    page.get_by_role("button", name="Choisir").click()
    page.get_by_text("Voir la liste").click()
    look("message")
    page.get_by_label("Objet").fill("À mardi, {{ prenom }}")
    page.get_by_label("Texte").fill("Bonjour {{ prenom }},\n\nRendez-vous {{ debut }}, {{ lieu }}.")
    page.get_by_role("button", name="Voir l’aperçu").click()
    look("message-apercu")
    page.get_by_role("button", name="Envoyer à 3").click()
    assert "Le message part à 3" in page.inner_text("main")
    look("messages")
