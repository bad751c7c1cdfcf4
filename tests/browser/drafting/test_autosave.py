"""Writing in a real browser: saved while typing, kept when the network, the session or another window get in the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

TEXT = "Repérer plus tôt les œdèmes rares – 🫀 été 2025"


@pytest.fixture
def state(page):
    return lambda words: expect(page.locator("[data-state]")).to_contain_text(words, timeout=8000)


def test_a_text_is_saved_while_it_is_written(section, state, stored):
    page = section("resumes")
    page.locator("#champ-resume_public").press_sequentially("Bonjour")
    state("Enregistré à 10 h 00".replace(" h ", "\u00a0h\u00a0"))
    assert stored("resume_public") == "Bonjour"
    page.locator("#champ-resume_public").fill(TEXT)
    page.locator("#champ-resume_scientifique").focus()  # leaving the field saves at once
    expect(page.locator("[data-version-input]")).to_have_value("2")
    assert stored("resume_public") == TEXT


def test_what_is_missing_follows(section, state):
    page = section("identification")
    link = page.locator("[data-missing]").get_by_role("link", name="Acronyme ou nom court")
    expect(link).to_be_visible()
    page.locator("#champ-acronyme").fill("OEDEM")
    page.locator("#champ-titre").focus()
    state("Enregistré à")
    expect(link).to_have_count(0)


def test_a_wrong_answer_is_told_beside_its_field_and_kept(section, state, stored):
    page = section("identification")
    page.locator("#champ-duree_mois").fill("99")
    page.locator("#champ-titre").focus()
    expect(page.locator("#champ-duree_mois-erreur")).to_contain_text("entre 12 et 24")
    assert stored("duree_mois") == 99
    page.locator("#champ-duree_mois").fill("18")
    page.locator("#champ-titre").focus()
    expect(page.locator("#champ-duree_mois-erreur")).to_be_empty()


def test_a_condition_shows_its_question(section):
    page = section("identification")
    expect(page.locator("#champ-type_projet_precision")).to_be_hidden()
    page.get_by_label("Autre (à préciser)").check()
    expect(page.locator("#champ-type_projet_precision")).to_be_visible()


def test_the_network_drops_and_nothing_is_lost(section, state, stored, context, page, troubles):
    section("resumes")
    context.set_offline(True)
    page.locator("#champ-resume_public").fill(TEXT)
    state("Connexion perdue\u00a0: vos dernières saisies sont gardées sur cet appareil")
    assert stored("resume_public") is None
    assert "resume_public" in page.evaluate("JSON.stringify(localStorage)")
    context.set_offline(False)
    state("Enregistré à")
    assert stored("resume_public") == TEXT
    assert page.evaluate("localStorage.length") == 0
    troubles.clear()  # the failed request is said in the console


def test_a_page_closed_offline_comes_back_with_its_text(section, state, stored, context, page, troubles):
    section("resumes")
    context.set_offline(True)
    page.fill("#champ-resume_public", TEXT)
    state("Connexion perdue")
    page.close()
    context.set_offline(False)
    again = section("resumes", on=context.new_page())
    expect(again.locator("#champ-resume_public")).to_have_value(TEXT)
    expect(again.locator("[data-notices]")).to_contain_text("sont rétablies")
    expect(again.locator("[data-question=resume_public] [data-counter]")).to_contain_text(f"{len(TEXT)} /")
    expect(again.locator("[data-state]")).to_contain_text("Enregistré à")
    assert stored("resume_public") == TEXT
    troubles.clear()


def test_the_session_ends_and_nothing_is_lost(section, state, stored, page, signed_in, lead, troubles):
    section("resumes")
    Session.objects.all().delete()
    page.locator("#champ-resume_public").fill(TEXT)
    state("Votre session a expiré")
    expect(page.get_by_role("link", name="S’identifier dans un nouvel onglet")).to_be_visible()
    signed_in(lead)
    page.evaluate("dispatchEvent(new Event('focus'))")
    state("Enregistré à")
    assert stored("resume_public") == TEXT
    troubles.clear()


def test_a_server_in_trouble_is_asked_again(section, state, stored, page, troubles):
    section("resumes")
    failures = iter([True])
    page.route(
        re.compile("enregistrement"),
        lambda route: route.fulfill(status=500, body="panne") if next(failures, False) else route.continue_(),
    )
    page.locator("#champ-resume_public").fill(TEXT)
    state("Le portail rencontre une difficulté")
    state("Enregistré à")
    assert stored("resume_public") == TEXT
    troubles.clear()


def test_two_windows_show_both_texts(section, state, stored, context, page, axe, shot, troubles):
    section("resumes")
    other = section("resumes", on=context.new_page())
    other.locator("#champ-resume_public").fill("Écrit dans l’autre fenêtre")
    expect(other.locator("[data-state]")).to_contain_text("Enregistré à")
    page.locator("#champ-resume_public").fill("Écrit ici")
    panel = page.get_by_role("region", name="Deux versions de la même réponse")
    expect(panel).to_contain_text("Hélène Morvan")
    expect(panel.locator("textarea").nth(0)).to_have_value("Écrit ici")
    expect(panel.locator("textarea").nth(1)).to_have_value("Écrit dans l’autre fenêtre")
    assert stored("resume_public") == "Écrit dans l’autre fenêtre"
    axe(page)
    shot(page, "dossier-deux-fenetres")
    panel.locator("textarea").nth(0).fill("Les deux textes réunis")
    panel.get_by_role("button", name="Enregistrer ce choix").click()
    state("Enregistré à")
    assert stored("resume_public") == "Les deux textes réunis"
    troubles.clear()


def test_two_windows_on_two_questions_both_keep_their_work(section, state, stored, context, page):
    section("resumes")
    other = section("resumes", on=context.new_page())
    other.locator("#champ-resume_public").fill("Autre fenêtre")
    expect(other.locator("[data-state]")).to_contain_text("Enregistré à")
    page.locator("#champ-resume_scientifique").fill("Cette fenêtre")
    state("Enregistré à")
    assert (stored("resume_public"), stored("resume_scientifique")) == ("Autre fenêtre", "Cette fenêtre")


def test_after_the_close_the_reason_is_said(
    section, state, stored, page, call, frozen_clock, signed_in, lead, troubles
):
    section("resumes")
    frozen_clock(call.closes_at + timedelta(seconds=1))
    signed_in(lead)
    page.locator("#champ-resume_public").fill("Trop tard")
    state("Le dépôt est clos depuis le lundi 8 septembre 2025")
    assert stored("resume_public") is None
    troubles.clear()


def test_leaving_saves_then_goes_on(section, stored, page):
    section("resumes")
    page.locator("#champ-resume_public").fill(TEXT)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Projet")
    assert stored("resume_public") == TEXT


def test_with_nothing_left_to_save_one_click_goes_on(section, state, page):
    section("resumes")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Projet")
    section("resumes")
    page.locator("#champ-resume_public").fill(TEXT)
    state("Enregistré à")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Projet")


def test_cookies_lost_are_said_as_a_lost_session(section, state, stored, context, page, troubles):
    section("resumes")
    context.clear_cookies()
    page.locator("#champ-resume_public").fill(TEXT)
    state("Votre session a expiré")
    assert stored("resume_public") is None
    troubles.clear()


def test_a_text_too_long_to_be_kept_is_not_said_to_be_saved(section, state, stored, page, axe):
    section("resumes")
    page.locator("#champ-resume_public").fill("mot " * 6000)
    page.locator("#champ-resume_scientifique").fill("Celui-ci est gardé")
    page.locator("#champ-resume_scientifique").blur()
    state("Pas enregistré\u00a0: «\u00a0Résumé")
    expect(page.locator("#champ-resume_public-erreur")).to_contain_text("n’a pas été enregistré")
    expect(page.locator("[data-state]")).to_have_attribute("data-kind", "partial")
    axe(page)
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("#champ-resume_public")).to_be_focused()
    assert (stored("resume_public"), stored("resume_scientifique")) == (None, "Celui-ci est gardé")
    page.locator("#champ-resume_public").fill("Un texte court")
    state("Enregistré à")
    assert stored("resume_public") == "Un texte court"
