"""Every section empty, filled, wrong and locked: nothing for axe to say, nothing out of the page, pictures kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.models import Call
from applications.queries.definitions import definition_for

SECTIONS = [
    "identification", "porteur", "partenariat", "resumes", "science", "territoire", "donnees", "ethique",
    "faisabilite", "budget", "valorisation", "pieces", "experts", "declarations",
]  # fmt: skip


def test_the_list_above_is_the_form(call):
    assert [section.key for section in definition_for(call).sections] == SECTIONS


@pytest.mark.parametrize("key", SECTIONS)
def test_empty(key, section, axe, no_sideways_scroll, shot):
    page = section(key)
    axe(page)
    no_sideways_scroll(page)
    if key in ("identification", "resumes", "partenariat", "budget"):
        shot(page, f"dossier-{key}-vide")


@pytest.mark.parametrize("key", SECTIONS)
def test_filled(key, filled, section, axe, no_sideways_scroll, shot):
    page = section(key)
    axe(page)
    no_sideways_scroll(page)
    shot(page, f"dossier-{key}")


def test_wrong(filled, section, axe, shot):
    filled.answers |= {"duree_mois": "long", "acronyme": "!", "titre": "x" * 200, "axes_secondaires": ["axe1"]}
    filled.save(update_fields=["answers"])
    page = section("identification")
    page.goto(f"{page.url}?erreurs=1")
    axe(page)
    shot(page, "dossier-erreurs")
    page.get_by_role("link", name="Durée du projet (en mois)").first.click()
    assert page.evaluate("document.activeElement.id") == "champ-duree_mois"


def test_locked(filled, section, axe, shot, frozen_clock, call, signed_in, lead):
    frozen_clock(call.closes_at + timedelta(seconds=1))
    signed_in(lead)
    page = section("resumes")
    assert page.locator("#champ-resume_public").is_disabled()
    axe(page)
    shot(page, "dossier-clos")


def test_start_and_check(draft, page, axe, shot, no_sideways_scroll):
    for name, address in {
        "dossier-verifier": reverse("applications:application_check", args=[draft.reference]),
        "dossier-reprendre": reverse("applications:application_start"),
        "dossier-commencer": reverse("applications:application_start") + "?autre=1",
    }.items():
        page.goto(address)
        axe(page)
        no_sideways_scroll(page)
        shot(page, name)


def test_the_full_profile_too(filled, section, axe):
    Call.objects.update(profile="complet")
    for key in ("porteur", "science", "donnees"):
        axe(section(key))


@pytest.mark.parametrize("key", ["identification", "partenariat", "faisabilite", "budget", "pieces"])
def test_by_night(key, filled, section, axe, page):
    page.emulate_media(color_scheme="dark")
    axe(section(key))
