"""The deposit in a real browser: each page in its states, axe silent, nothing out at 320 px; the fingerprint of a file."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from applications import tasks
from applications.actions.depositing import deposit
from applications.actions.deposits.reopening import reopen
from applications.actions.deposits.withdrawing import withdraw
from applications.models import Document
from tests.factories.deposits import complete_answers, ready


@pytest.fixture
def look(page, axe, shot, no_sideways_scroll):
    def looked(name, route, *args, query=""):
        page.goto(reverse(f"applications:{route}", args=args) + query)
        axe(page)
        no_sideways_scroll(page)
        shot(page, f"deposit-{name}")

    return looked


def test_a_draft_then_its_summary_then_its_receipt(page, look, axe, signed_in, call, lead):
    application = ready(call=call, lead=lead)
    signed_in(lead)
    look("overview-ready", "application_detail", application.reference)
    look("summary", "deposit_confirm", application.reference)
    page.get_by_role("button", name="Déposer le dossier").click()
    page.wait_for_url("**/depot/1/accuse/")
    axe(page)
    assert "En attente de production" in page.inner_text("#documents")
    tasks.build_documents()
    page.get_by_role("link", name="Dossier complet").wait_for()  # the page found out by itself
    look("receipt", "receipt_detail", application.reference, 1)
    look("overview-deposited", "application_detail", application.reference)
    for name, route in (("reopen", "application_reopen"), ("withdraw", "application_withdraw")):
        look(name, route, application.reference)


def test_the_receipt_without_javascript(page_without_javascript, context, call, lead, signed_in):
    """The confirmation is an ordinary form: nothing but HTML is needed to deposit."""
    application = ready(call=call, lead=lead)
    signed_in(lead)
    page = page_without_javascript
    page.context.add_cookies(context.cookies())
    page.goto(reverse("applications:deposit_confirm", args=[application.reference]))
    page.get_by_role("button", name="Déposer le dossier").click()
    assert "INMP-2025-001" in page.inner_text("main")
    assert page.get_by_role("link", name="Actualiser").count() == 1


def test_a_dossier_that_lacks_something(look, signed_in, call, lead):
    application = ready(call=call, lead=lead, answers=complete_answers(methode="", d_suivi=False))
    signed_in(lead)
    look("overview-draft", "application_detail", application.reference)
    look("missing", "deposit_confirm", application.reference)


def test_reopened_compared_withdrawn(look, signed_in, call, lead, at):
    application = ready(call=call, lead=lead)
    deposit(application=application, by=lead, at=at, token=uuid.uuid4())
    application = reopen(application=application, by=lead, at=at)
    application.answers["objectif_principal"] += " Et davantage."
    application.save(update_fields=["answers"])
    signed_in(lead)
    look("overview-reopened", "application_detail", application.reference)
    look("versions", "version_list", application.reference)
    look("abandon", "changes_abandon", application.reference)
    withdraw(application=application, by=lead, at=at, reason="Projet reporté")
    look("overview-withdrawn", "application_detail", application.reference)
    look("restore", "application_restore", application.reference)


def test_one_second_late(page, axe, shot, troubles, signed_in, call, lead, frozen_clock):
    application = ready(call=call, lead=lead)
    signed_in(lead)
    page.goto(reverse("applications:deposit_confirm", args=[application.reference]))
    frozen_clock(call.closes_at + timedelta(seconds=1))
    page.get_by_role("button", name="Déposer le dossier").click()
    page.get_by_role("heading", name="Le dépôt est arrivé après la clôture").wait_for()
    axe(page)
    shot(page, "deposit-late")
    troubles.clear()  # the browser says that the answer was 409


def test_the_fingerprint_of_a_file_is_computed_in_the_browser(page, look, axe, call, lead, at):
    made = deposit(application=ready(call=call, lead=lead), by=lead, at=at, token=uuid.uuid4())
    look("verify", "verify", query=f"?numero={made.number}")
    data = b"%PDF-1.7 never sent anywhere"
    page.set_input_files("#fichier", {"name": "dossier.pdf", "mimeType": "application/pdf", "buffer": data})
    page.wait_for_function("document.getElementById('id_digest').value.length === 64")
    assert page.input_value("#id_digest") == hashlib.sha256(data).hexdigest()
    page.get_by_role("button", name="Vérifier").click()
    assert "Ne correspond pas" in page.inner_text("#reponse")
    axe(page)
    assert Document.objects.count() == 3


def test_more_time(look, signed_in, call, lead, director):
    signed_in(director)
    look("extension", "extension_grant", ready(call=call, lead=lead).reference)
