"""A person who has never seen the portal deposits a dossier: by its pages alone, with a script and without.

From the address typed to be sent a code, through the fourteen sections field by field and the files, to the receipt
and the mail that carries it. The answers are those of a dossier of the demonstration.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from applications import tasks
from applications.models import Application, Call
from applications.queries.definitions import definition_for
from applications.sections.checking import check
from applications.sections.definition import Definition
from applications.states import State
from inmp_portal.lib import pdf as portal_pdf
from inmp_portal.outbox.models import Mail
from tests.browser.journey.writing import Writer
from tests.corpus.pdfs import pdf
from tests.factories.deposits import complete_answers

ADDRESS = "maelle.quesnelot@chu-rouen.fr"


@pytest.mark.timeout(600)
@pytest.mark.skipif(not portal_pdf.available(), reason="Pango manque : sudo apt-get install libpango-1.0-0")
def test_field_by_field_to_the_receipt(page, call, axe, shot, troubles):
    deposited = _deposit(page, call, has_script=True, look=lambda name: (axe(page), shot(page, f"parcours-{name}")))
    tasks.build_documents()
    mail = Mail.objects.get(kind="accuse_reception")
    assert mail.to == [ADDRESS] and deposited.number in mail.text
    assert len(mail.attachments) == 2
    page.reload()
    expect(page.get_by_role("link", name="Dossier complet")).to_be_visible()


@pytest.mark.timeout(600)
def test_without_javascript(page_without_javascript, call):
    _deposit(page_without_javascript, call, has_script=False, look=lambda name: None)


def _deposit(page: Page, call: Call, *, has_script: bool, look: Any) -> Application:
    definition, answers = definition_for(call), complete_answers(0)
    _sign_in(page)
    page.goto("/espace/")
    page.get_by_role("link", name="Commencer un dossier").first.click()
    writer = Writer(page, definition, answers, has_script=has_script)
    for field in definition.creation_fields():
        writer.question(field, field.id, answers[field.id])
    look("ouverture")
    page.get_by_role("button", name="Ouvrir le brouillon").click()
    page.wait_for_url("**/sections/**")
    application = Application.objects.get(lead__email=ADDRESS)
    for section in definition.sections:
        page.goto(f"/dossiers/{application.reference}/sections/{section.key}/")
        writer.section(section)
        _join_files(page, section.key, definition, answers, has_script=has_script)
        look(section.key)
        page.locator("[data-continue]").click()
        page.wait_for_url(lambda url, key=section.key: f"/sections/{key}/" not in url)
    _all_is_written(application, definition, answers)
    page.goto(f"/dossiers/{application.reference}/")
    look("complet")
    page.goto(f"/dossiers/{application.reference}/depot/")
    look("confirmation")
    page.get_by_role("button", name="Déposer le dossier").click()
    page.wait_for_url("**/depot/1/accuse/")
    look("accuse")
    deposited = Application.objects.get(pk=application.pk)
    assert (deposited.state, deposited.number) == (State.DEPOSITED, "INMP-2025-001")
    expect(page.locator("main")).to_contain_text("INMP-2025-001")
    return deposited


def _sign_in(page: Page) -> None:
    page.goto("/compte/connexion/")
    page.get_by_label("Votre adresse professionnelle").fill(ADDRESS)
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_label("Code reçu par courriel")).to_be_visible()
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", Mail.objects.filter(kind="compte_code").latest("pk").text)
    page.get_by_label("Code reçu par courriel").fill(code.group())
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.get_by_label("Prénom").fill("Maëlle")
    page.get_by_label("Nom", exact=False).last.fill("Quesnelot")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Bonjour Maëlle")).to_be_visible()


def _join_files(page: Page, key: str, definition: Definition, answers: dict[str, Any], *, has_script: bool) -> None:
    """The files of this section that the deposit asks for."""
    due = [problem.field for problem in check(definition, answers, {}).problems if problem.section == key]
    for field in (name for name in due if definition.field(name).type == "fichiers"):
        question = page.locator(f"#champ-{field}")
        sent = {"name": f"{field}.pdf", "mimeType": "application/pdf", "buffer": pdf(pages=2)}
        question.locator("input[type=file]").set_input_files(sent)
        if not has_script:
            question.get_by_role("button", name="Joindre").click()
        expect(page.locator(f"#champ-{field}").get_by_role("link", name=f"{field}.pdf")).to_be_visible()


def _all_is_written(application: Application, definition: Definition, answers: dict[str, Any]) -> None:
    """What the portal kept is what was typed."""
    kept = Application.objects.get(pk=application.pk).answers
    lost = {
        name: (value, kept.get(name))
        for name, value in answers.items()
        if value not in (None, "", [], {})
        and not definition.field(name).has_rows
        and _said(kept.get(name)) != _said(value)
    }
    assert not lost
    shorter = [name for name, value in answers.items() if isinstance(value, list) and len(kept.get(name, [])) != len(value)]  # fmt: skip
    assert not shorter


def _said(value: Any) -> Any:
    """Boxes are kept in the order of the page, not of the hand."""
    return sorted(value) if isinstance(value, list) else value
