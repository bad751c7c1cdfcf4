"""What looks like a patient's data, told while it is written and taken back with it."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect


def test_a_text_is_doubted_while_it_is_written_and_kept(section, stored, axe, shot, no_sideways_scroll):
    page = section("resumes")
    place, answer = page.locator("#champ-resume_public-doute"), page.locator("#champ-resume_public")
    expect(place).to_be_hidden()
    answer.fill("Le premier cas, née le 12/03/1960, avait un numéro IPP 80012345.")
    page.locator("#champ-resume_scientifique").focus()
    expect(place).to_contain_text(
        "« née le 12/••/•••• » ressemble à une date de naissance".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    )
    assert "80012345" in stored("resume_public")
    expect(page.locator("[data-state]")).to_contain_text("Enregistré")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "doute")
    answer.fill("Le premier cas avait soixante ans.")
    page.locator("#champ-resume_scientifique").focus()
    expect(place).to_be_hidden()


def test_a_cell_is_doubted_in_its_own_row(filled, section):
    page = section("faisabilite")
    last = page.locator("[data-rows=risques] > [data-row]").last
    last.locator("[data-column$=risque_libelle] :is(input, textarea)").fill("Fuite de l’IPP 80012345")
    page.locator("[data-rows=jalons] input").first.focus()
    expect(last.locator("[data-column$=risque_libelle] [data-doubt]")).to_contain_text("numéro de patient")
    expect(page.locator("[data-doubt]:not(:empty)")).to_have_count(1)


def test_the_check_lists_them(filled, page, axe, shot, no_sideways_scroll):
    filled.answers["contexte"] += " DDN : 12/03/1960"
    filled.save(update_fields=["answers"])
    page.goto(reverse("applications:application_check", args=[filled.reference]))
    expect(page.get_by_role("heading", name="Données de patients")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    shot(page, "doutes-verification")
