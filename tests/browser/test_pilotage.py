"""The coordination's list in a real browser: read, narrowed, ordered and left with a workbook, at every width."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.states import State

TITLES = [
    "Signature multi-omique du sepsis de l’enfant et orientation thérapeutique précoce",
    "Exposome normand et cancers du sein avant quarante ans",
    "Jumeau numérique de la cirrhose",
    "Pharmacogénétique du 5-FU : du dépistage au lit du malade",
    "Épilepsies rares : corréler génotype et réponse au traitement",
]


@pytest.fixture
def shelf(application_in, at):
    """Some dossiers in several states, and drafts."""
    for n, title in enumerate(TITLES):
        application_in(
            State.DEPOSITED, title=title, acronym=f"PROJ{n}", requested_amount=20_000 + 7_350 * n,
            at=at - timedelta(hours=7 * n), deposit_count=1 + n % 2, secondary_axes=[2, 4] if n % 2 else [],
        )  # fmt: skip
    for n, title in enumerate(["Un registre des maladies rares", "Télésurveillance de l’insuffisance cardiaque"]):
        application_in(title=title, completeness=23 + 41 * n, acronym=f"BROU{n}")


def test_the_list(page, signed_in, coordinator, shelf, axe, shot, no_sideways_scroll):
    signed_in(coordinator)
    page.goto(reverse("applications:coordination_list"))
    assert page.get_by_role("row").count() == 1 + len(TITLES)
    axe(page)
    no_sideways_scroll(page)
    shot(page, "pilotage-dossiers")
    page.get_by_label("Axe principal").select_option(index=1)
    page.get_by_role("button", name="Chercher").click()
    assert page.locator(".chip").count() == 1
    axe(page)
    page.get_by_role("link", name="Retirer le filtre").click()
    assert page.locator(".chip").count() == 0
    page.get_by_role("link", name="Aide demandée").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().strip() == "Aide demandée"
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter en XLSX").click()
    assert download.value.suggested_filename == "inmp-deposes-2025-09-02-10h00.xlsx"


def test_the_drafts(page, signed_in, coordinator, shelf, axe, shot, no_sideways_scroll):
    signed_in(coordinator)
    page.goto(reverse("applications:coordination_list"))
    page.get_by_role("link", name="Brouillons").click()
    assert page.get_by_role("row").count() == 3
    axe(page)
    no_sideways_scroll(page)
    shot(page, "pilotage-brouillons")
    page.get_by_label("Rechercher").fill("introuvable")
    page.get_by_role("button", name="Chercher").click()
    shot(page, "pilotage-vide")
    axe(page)


def test_one_dossier(page, signed_in, coordinator, application_in, axe, shot, no_sideways_scroll):
    application = application_in(State.DEPOSITED)
    signed_in(coordinator)
    page.goto(reverse("applications:coordination_list"))
    page.get_by_role("link", name=application.title).click()
    assert application.number in page.inner_text("main")
    assert "a déposé la version 1" in page.inner_text(".history")
    axe(page)
    no_sideways_scroll(page)
    shot(page, "pilotage-dossier")
