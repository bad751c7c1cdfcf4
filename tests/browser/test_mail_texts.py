"""The texts of mails in a real browser: written with a preview that follows, an element put at the caret, a mistake told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from inmp_portal.outbox.models import MailText

SLUG = "brouillon_enregistre"
ADDRESS = f"/pilotage/courriels/textes/{SLUG}/"


@pytest.fixture
def draft(application_in):
    return application_in(acronym="AXONORM")


@pytest.fixture
def look(page, axe, shot, no_sideways_scroll):
    """Nothing wrong for axe, nothing cut on a phone; kept as a picture when asked."""

    def state(name: str) -> None:
        axe(page)
        no_sideways_scroll(page)
        shot(page, f"textes-{name}")

    return state


def test_a_text_is_written_anew(page, signed_in, coordinator, draft, look):
    signed_in(coordinator)
    page.goto(reverse("home:mail_list"))
    page.get_by_role("link", name="Modifier les textes des courriels").click()
    look("liste")
    page.get_by_role("link", name="Brouillon enregistré").click()
    look("modele")
    region = page.get_by_role("region", name="Courriel tel qu’il partirait")
    assert draft.reference in region.inner_text()
    body = page.get_by_label("Texte", exact=True)
    body.fill("Bonne nouvelle : ")
    region.get_by_text("doit contenir").first.wait_for()
    page.keyboard.press("End")
    page.get_by_role("button", name="Insérer {{ lien_dossier }} dans le texte").click()
    region.get_by_text("Bonne nouvelle").wait_for()
    assert body.input_value() == "Bonne nouvelle : {{ lien_dossier }}"
    assert region.get_by_role("link").first.get_attribute("href").endswith(f"/dossiers/{draft.reference}/")
    page.get_by_role("button", name="Enregistrer le texte").click()
    page.get_by_text("Le texte est enregistré.").wait_for()
    look("modifie")
    page.get_by_role("link", name="Revenir au texte d’origine").click()
    look("origine")
    page.get_by_role("button", name="Revenir au texte d’origine").click()
    page.get_by_text("Le texte d’origine est de nouveau celui").wait_for()
    assert MailText.objects.get().is_delivered


def test_a_mistake(page, signed_in, coordinator, draft, look):
    signed_in(coordinator)
    page.goto(ADDRESS)
    page.get_by_label("Objet").fill("{{ inconnu }} {% if")
    page.get_by_label("Texte", exact=True).fill("M" * 400 + "{% include 'x' %}\n{{ lien_dossier }}")
    page.get_by_role("button", name="Enregistrer le texte").click()
    page.get_by_role("alert").get_by_text("points à corriger").wait_for()
    look("refuse")
    assert page.get_by_label("Objet").input_value() == "{{ inconnu }} {% if"


def test_without_javascript(page_without_javascript, signed_in, coordinator, draft, context):
    signed_in(coordinator)
    page = page_without_javascript
    page.context.add_cookies(context.cookies())
    page.goto(ADDRESS)
    page.get_by_label("Texte", exact=True).fill("Autre texte {{ lien_dossier }}")
    page.get_by_role("button", name="Voir l’aperçu").click()
    assert "Autre texte http" in page.get_by_role("region", name="Courriel tel qu’il partirait").inner_text()
    page.get_by_role("button", name="Enregistrer le texte").click()
    assert MailText.objects.get().body == "Autre texte {{ lien_dossier }}"


def test_the_reminders_to_come(page, signed_in, coordinator, draft, look):
    signed_in(coordinator)
    page.goto(reverse("home:mail_list"))
    page.get_by_role("link", name="Relances à venir").click()
    look("relances")
    page.get_by_role("link", name="Rappel J-1").first.click()
    page.get_by_text(draft.lead.email).wait_for()
    look("relance")
    page.get_by_role("button", name="Retenir").click()
    page.get_by_text("La relance est retenue").wait_for()
    look("relances-retenue")
    page.get_by_role("link", name="Rappel J-1").first.click()
    page.get_by_role("link", name="Envoyer maintenant…").click()
    look("relance-envoi")
    page.get_by_role("button", name="Envoyer à").click()
    page.get_by_text("La relance part").wait_for()
    look("relances-avancee")
