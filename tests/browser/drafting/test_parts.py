"""Rows, tags, counters and sums: by keyboard, the same as the server's; and a section without JavaScript."""

from __future__ import annotations

import random

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from applications.models import Application
from applications.queries.definitions import definition_for
from applications.sections.cleaning import clean
from applications.sections.cleaning.counting import characters, words
from applications.sections.context import Context
from applications.sections.definition import Field

ALPHABET = [
    "a", "é", "e\u0301", "œ", "Œ", " ", "  ", "\n", "\r\n", "\r", "\t", "\u00a0", "\u202f", "\u2009", "\ufeff", "\u200b",
    "’", "'", "-", ":", ";", "«", "»", "1", "½", "²", "🫀", "👩‍⚕️", "한", "글", "\u0000", "\u0085", "\u2028", "\ud7ff", "ﬁ", "İ", "ß",
    "\u202e", "\u2066", "\u200f", "\u00ad", "\u2060", "\ufff9", "\U000e0067", "\U000e0100",
]  # fmt: skip


def test_browser_and_server_count_alike(section):
    page = section("resumes")
    drawn = random.Random(2025)
    corpus = [
        "",
        " ",
        "Été : œuvre",
        "a\r\nb",
        *("".join(drawn.choices(ALPHABET, k=drawn.randint(1, 40))) for _ in range(400)),
    ]
    counted = page.evaluate(
        """async (corpus) => {
            const { characters, words } = await import("/static/portal/js/dossier/counting.js");
            return corpus.map((text) => [characters(text), words(text)]);
        }""",
        corpus,
    )
    assert counted == [[characters(text), words(text)] for text in corpus]


def test_browser_and_server_read_amounts_alike(section, call):
    page = section("budget")
    corpus = [
        "",
        "0",
        "12500",
        "12 500",
        "12\u202f500 €",
        "1 2500",
        "12,00",
        "12,50",
        "12.500",
        "-5",
        "mille",
        "1 234 567 euros",
        " 7 ",
    ]
    read = page.evaluate(
        """async (corpus) => {
            const { amount } = await import("/static/portal/js/dossier/budget.js");
            return corpus.map(amount);
        }""",
        corpus,
    )
    field, context = Field("m", "s", "Montant", "montant"), Context(definition_for(call), {})
    expected = []
    for text in corpus:
        stored, message = clean(field, text, context)
        expected.append(stored if isinstance(stored, int) and not message else 0)
    assert read == expected


def test_the_counter_follows(section):
    page = section("resumes")
    page.locator("#champ-resume_public").fill("Été 2025\n\nœuvre")
    expect(page.locator("#champ-resume_public-compte")).to_have_text(
        "3\u00a0mots, 15 / 1\u202f000 caractères, 400 au moins"
    )


def test_the_sum_is_the_server_s(filled, section, stored):
    page = section("budget")
    total = page.locator("[data-total]")
    expect(total).to_have_text("37\u202f500\u00a0€")
    page.locator("#champ-lignes_budget-0-annee1").fill("22 000")
    expect(total).to_have_text("38\u202f500\u00a0€")
    expect(page.locator("[data-state]")).to_contain_text("Enregistré à")
    assert Application.objects.get(pk=filled.pk).requested_amount == 38500
    expect(page.locator("[data-drawing=budget] tfoot")).to_contain_text("38\u202f500")


def test_an_answer_that_another_one_makes_right_is_no_longer_wrong(filled, section):
    page = section("budget")
    told = page.locator("[data-question=montant_plancher] [data-error]").first
    page.locator("#champ-montant_plancher").fill("38 000")
    expect(told).to_contain_text("dépasse l’aide demandée")
    page.locator("#champ-lignes_budget-0-annee1").fill("22 000")
    expect(told).to_have_text("")
    page.locator("#champ-lignes_budget-0-annee1").fill("21 000")
    expect(told).to_contain_text("dépasse l’aide demandée")


def test_rows_by_keyboard(section, stored, draft):
    page = section("faisabilite")
    group = page.locator("[data-question=risques]")
    for place, name in enumerate(("Premier", "Second")):
        group.locator(f"#champ-risques-{place}-risque_libelle").fill(name)
    group.get_by_role("button", name="Ajouter une ligne").press("Enter")
    page.keyboard.type("Troisième")
    group.locator("#champ-risques-2").get_by_role("button", name="Monter").press("Enter")
    expect(page.locator("[data-version-input]")).not_to_have_value("0")
    expect(group.locator("#champ-risques-1-risque_libelle")).to_have_value("Troisième")
    group.locator("#champ-risques-0").get_by_role("button", name="Retirer").press("Enter")
    page.wait_for_function("() => !document.querySelector('[data-state]').textContent.includes('en cours')")
    page.get_by_role("button", name="Annuler").press("Enter")
    page.get_by_role("button", name="Continuer").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Budget")
    assert [row["risque_libelle"] for row in stored("risques")] == ["Premier", "Troisième", "Second"]


def test_a_new_team_keeps_its_key_between_saves(section, stored, page):
    section("partenariat")
    name = page.locator("#champ-equipes-0-equipe_nom")
    for text in ("Équipe A", "Équipe A bis"):
        name.fill(text)
        page.locator("#champ-multipartenarial").focus()
        expect(page.locator("[data-state]")).to_contain_text("Enregistré à")
        page.wait_for_timeout(200)
    keys = {row["cle"] for row in stored("equipes")}
    assert keys == {page.locator("[name=equipes-0-cle]").input_value()}


def test_tags_by_keyboard(section, stored, page):
    section("identification")
    entry = page.get_by_label("Mots-clés")
    entry.press_sequentially("maladies rares,génome")
    entry.press("Enter")
    entry.press_sequentially("dialyse")
    entry.press("Enter")
    page.get_by_role("button", name="Retirer « génome »").press("Enter")
    expect(page.locator("[data-state]")).to_contain_text("Enregistré à")
    page.wait_for_timeout(1500)
    assert stored("mots_cles") == ["maladies rares", "dialyse"]


@pytest.fixture
def plain(page_without_javascript, signed_in, context):
    page_without_javascript.context.add_cookies(context.cookies())
    return page_without_javascript


def test_a_section_without_javascript(draft, plain, stored):
    plain.goto(reverse("applications:section_edit", args=[draft.reference, "faisabilite"]))
    expect(plain.locator("#champ-risques-1-risque_libelle")).to_be_visible()
    plain.locator("#champ-risques-0-risque_libelle").fill("Un retard")
    plain.locator("[data-question=risques]").get_by_role("button", name="Ajouter une ligne").click()
    expect(plain.locator("#champ-risques-0-risque_libelle")).to_have_value("Un retard")
    plain.locator("#champ-risques-1-risque_libelle").fill("Une panne")
    plain.get_by_role("button", name="Continuer").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Budget")
    assert [row["risque_libelle"] for row in stored("risques")] == ["Un retard", "Une panne"]
    plain.goto(reverse("applications:section_edit", args=[draft.reference, "identification"]))
    expect(
        plain.get_by_text(
            "À remplir si « Type de projet » est « Autre (à préciser) ».".replace("« ", "«\u00a0").replace(
                " »", "\u00a0»"
            )
        )
    ).to_be_visible()
    plain.locator("#champ-duree_mois").fill("long")
    plain.get_by_role("button", name="Continuer").click()
    expect(plain.get_by_role("alert")).to_contain_text("Écrivez un nombre entier")
    expect(plain.locator("#champ-duree_mois")).to_have_value("long")
