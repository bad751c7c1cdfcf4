"""Summary, confirmation and refusals, page by page."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest

from applications.models import Application, Deposit, DepositAttempt
from applications.states import State
from tests.applications.depositing.pages.support import hidden, page
from tests.factories.deposits import complete_answers, ready

pytestmark = pytest.mark.django_db


def test_from_the_summary_to_the_receipt(call, lead, signed_in):
    application = ready(call=call, lead=lead)
    address = page("deposit_confirm", application.reference)
    summary = signed_in.get(address)
    words = summary.content.decode()
    assert "Un accusé de réception daté vous sera adressé" in words
    assert "Les informations du dossier sont exactes et sincères." in words
    answer = signed_in.post(address, hidden(summary))
    receipt = page("receipt_detail", application.reference, 1)
    assert (answer.status_code, answer.url) == (302, receipt)
    told = signed_in.get(receipt).content.decode()
    made = Deposit.objects.get()
    for fact in (
        "INMP-2025-001",
        "version 1",
        "mardi 2 septembre 2025 à 10\u00a0h\u00a000\u00a0min\u00a000\u00a0s",
        "08:00:00\u00a0UTC",
        made.fingerprint,
    ):
        assert fact in told, fact
    assert "data-refresh" in told


def test_pressing_twice_leads_to_the_same_receipt(call, lead, signed_in):
    application = ready(call=call, lead=lead)
    address = page("deposit_confirm", application.reference)
    fields = hidden(signed_in.get(address))
    assert [signed_in.post(address, fields).url for _ in range(2)] == [
        page("receipt_detail", application.reference, 1)
    ] * 2
    assert Deposit.objects.count() == 1


def test_what_is_missing_leads_to_each_field_and_nothing_can_be_confirmed(call, lead, signed_in):
    application = ready(call=call, lead=lead, answers=complete_answers(methode="", d_suivi=False))
    address = page("deposit_confirm", application.reference)
    words = signed_in.get(address).content.decode()
    assert "Il reste 2\u00a0éléments à compléter avant le dépôt." in words
    assert f"{page('application_detail', application.reference)}sections/science/#champ-methode" in words
    assert "Confirmer le dépôt" not in words
    answer = signed_in.post(address, {"token": uuid.uuid4(), "seen": "0" * 64, "shown": "{}"})
    assert answer.status_code == 409
    assert not Deposit.objects.exists()


def test_one_second_late_the_page_says_what_happened(call, lead, signed_in, frozen_clock):
    application = ready(call=call, lead=lead)
    address = page("deposit_confirm", application.reference)
    frozen_clock(call.closes_at)
    fields = hidden(signed_in.get(address))
    frozen_clock(call.closes_at + timedelta(seconds=1))
    answer = signed_in.post(address, fields)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert DepositAttempt.objects.get().reference in words
    for fact in (
        "mardi 9 septembre 2025 à 0\u00a0h\u00a000\u00a0min\u00a000\u00a0s",
        "1\u00a0seconde",
        "inmp@campus-sante-rouen.fr",
        "brouillon est intact",
    ):
        assert fact in words, fact
    assert Application.objects.get().state == State.DRAFT


def test_a_summary_that_is_no_longer_the_dossier_is_shown_again_with_what_changed(call, lead, signed_in):
    application = ready(call=call, lead=lead)
    address = page("deposit_confirm", application.reference)
    fields = hidden(signed_in.get(address))
    application.answers["methode"] = "Une tout autre méthode. " * 60
    application.save(update_fields=["answers"])
    answer = signed_in.post(address, fields)
    assert answer.status_code == 409
    assert [change.row.field for change in answer.context["changes"]] == ["methode"]
    assert "Une tout autre méthode" in answer.content.decode()
    assert signed_in.post(address, hidden(answer)).status_code == 302
    assert Deposit.objects.get().snapshot["answers"]["methode"].startswith("Une tout autre")


@pytest.mark.parametrize("spoilt", [{}, {"token": "x", "seen": "y"}, {"token": uuid.uuid4(), "seen": "", "shown": "["}])
def test_a_spoilt_confirmation_deposits_nothing(call, lead, signed_in, spoilt):
    application = ready(call=call, lead=lead)
    assert signed_in.post(page("deposit_confirm", application.reference), spoilt).status_code in (400, 409)
    assert not Deposit.objects.exists()


def test_shown_digests_are_small(call, lead, signed_in):
    application = ready(call=call, lead=lead)
    shown = hidden(signed_in.get(page("deposit_confirm", application.reference)))["shown"]
    assert len(shown) < 6_000 and json.loads(shown)["titre"]
