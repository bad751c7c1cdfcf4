"""What was typed and is not saved as it should be: after the close, over a limit, or answered in two windows at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

KEPT = "Saisies restées sur cet appareil"


@pytest.fixture
def state(page):
    return lambda words: expect(page.locator("[data-state]")).to_contain_text(words, timeout=8000)


@pytest.fixture
def too_late(section, state, page, call, frozen_clock, signed_in, lead, troubles):
    """The close comes while a section is being written: one answer refused, another typed after the refusal."""
    section("resumes")
    frozen_clock(call.closes_at + timedelta(seconds=1))
    signed_in(lead)
    page.locator("#champ-resume_public").fill("Trop tard\nd’une minute")
    state("Le dépôt est clos depuis le lundi 8 septembre 2025")
    page.locator("#champ-resume_scientifique").fill("Plus tard encore")
    troubles.clear()  # the refusal's 409
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def test_what_was_typed_after_the_close_is_offered_read_copied_and_deleted(
    too_late, section, stored, axe, no_sideways_scroll, shot
):
    page = section("resumes", on=too_late)
    panel = page.get_by_role("region", name=KEPT)
    expect(panel.get_by_role("heading", level=3)).to_have_count(2)
    expect(panel.locator("textarea").first).to_have_value("Trop tard\nd’une minute")
    expect(panel.locator("textarea").last).to_have_value("Plus tard encore")
    moment = re.compile(r"Saisi le mardi 2 septembre 2025 à 10\u00a0h\u00a00\d, heure de Paris")
    expect(panel.get_by_text("Saisi le ").first).to_have_text(moment)  # the portal's clock, as the page began with it
    expect(page.locator("#champ-resume_public")).to_have_value("")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "dossier-clos-saisies")
    panel.get_by_role("button", name="Copier le texte").first.click()
    expect(panel.get_by_role("status").first).to_contain_text("copi")
    panel.get_by_role("button", name="Effacer de cet appareil").first.click()
    panel.get_by_role("button", name="Annuler").click()
    expect(panel.locator("textarea").first).to_be_visible()
    for _each in range(2):
        panel.get_by_role("button", name="Effacer de cet appareil").first.click()
    assert page.evaluate("localStorage.length") == 0
    section("resumes", on=page)
    expect(page.get_by_role("region", name=KEPT)).to_have_count(0)
    assert stored("resume_public") is None


def test_the_dossier_s_page_says_it_too(too_late, draft, axe):
    too_late.goto(reverse("applications:application_detail", args=[draft.reference]))
    panel = too_late.get_by_role("region", name=KEPT)
    expect(panel.get_by_role("heading", level=3).first).to_contain_text("Résumé")
    expect(panel.locator("textarea").first).to_have_value("Trop tard\nd’une minute")
    axe(too_late)


def test_an_answer_that_does_not_pass_is_not_said_to_be_saved(section, state, stored, page, axe):
    section("resumes")
    page.locator("#champ-resume_public").fill("x" * 1_001)
    page.locator("#champ-resume_scientifique").focus()
    state("à corriger\u00a0: «\u00a0Résumé")
    expect(page.locator("[data-state]")).not_to_contain_text("Enregistré")
    expect(page.locator("#champ-resume_public-erreur")).to_contain_text("retirez-en 1.")
    assert len(stored("resume_public")) == 1_001
    page.reload()
    state("à corriger\u00a0: «\u00a0Résumé")
    expect(page.locator("[data-state]")).not_to_contain_text("Enregistré")
    axe(page)
    page.locator("#champ-resume_public").fill("x" * 1_000)
    state("Enregistré à")


@pytest.mark.parametrize("typed", ["courant mars", "13/2026", "01/26"])
def test_a_month_that_is_not_understood_stays_as_it_was_typed(section, state, stored, page, typed):
    section("identification")
    page.locator("#champ-date_demarrage").fill(typed)
    page.locator("#champ-titre").focus()
    state("à corriger")
    expect(page.locator("#champ-date_demarrage-erreur")).to_contain_text("par exemple 01/2026")
    page.reload()
    expect(page.locator("#champ-date_demarrage")).to_have_value(typed)
    assert stored("date_demarrage") == typed


def test_going_on_in_the_middle_of_a_conflict_leads_back_to_the_choice(section, state, stored, context, page, troubles):
    section("faisabilite")
    other = section("faisabilite", on=context.new_page())
    for place, words in ((other, "Un retard"), (page, "Une panne")):
        place.locator("#champ-risques-0-risque_libelle").fill(words)
        place.locator("#champ-risques-1-risque_libelle").focus()
        place.locator("#champ-risques-1-risque_libelle").blur()
        expect(place.locator("[data-state]")).to_contain_text("Enregistré à" if place is other else "Une autre fenêtre")
    state("une autre réponse à «\u00a0Risques")
    page.locator("[data-question=risques]").get_by_role("button", name="Ajouter une ligne").click()
    panel = page.get_by_role("region", name="Deux versions de la même réponse")
    expect(panel).to_contain_text("Une panne")  # what is told of a row does not take the choice away
    page.get_by_role("button", name="Continuer").click()
    expect(panel.get_by_role("alert")).to_contain_text("Enregistrez d’abord ce choix")
    expect(panel).to_be_focused()
    panel.get_by_label("Garder les lignes des deux côtés").check()
    panel.get_by_role("button", name="Enregistrer ce choix").click()
    expect(page.locator("#champ-risques-1-risque_libelle")).to_have_value("Une panne")
    assert [row["risque_libelle"] for row in stored("risques")] == ["Un retard", "Une panne"]
    troubles.clear()
