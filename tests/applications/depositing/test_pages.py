"""The pages of the deposit, for the lead and for everybody else."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from applications import tasks
from applications.actions.deposits.reopening import reopen
from applications.models import Application, Deposit, DepositAttempt, Document, Extension
from applications.states import State
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import complete_answers, deposited_once, ready

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"applications:{name}", args=args)


def hidden(response) -> dict[str, str]:
    """The hidden fields of the confirmation, as the browser would send them back."""
    form = response.context["form"]
    return {name: str(form[name].value()) for name in ("token", "seen", "shown")}


def status_of(client, address) -> int:
    response = client.get(address)
    response.getvalue()  # streamed to its end, so that its file is closed
    return response.status_code


@pytest.fixture
def signed_in(as_user, lead):
    return as_user(lead)


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


OWN = (
    "application_detail",
    "deposit_confirm",
    "preview_pdf",
    "version_list",
    "application_reopen",
    "changes_abandon",
    "application_withdraw",
    "application_restore",
)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("who", ["other", "coordinator", "administrator"])
def test_the_pages_of_a_lead_exist_for_nobody_else(call, lead, as_user, request, name, who, coordinator, administrator):
    deposited_once(call=call, lead=lead)
    other = {"coordinator": coordinator, "administrator": administrator}.get(who) or ready(call=call, place=1).lead
    address = page(name, Application.objects.order_by("id").first().reference)
    browser = as_user(other)
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"token": uuid.uuid4(), "seen": "0" * 64, "reason": "x"}).status_code in (404, 405)
    assert Application.objects.order_by("id").first().state == State.DEPOSITED


def test_a_deposit_is_read_by_its_lead_and_by_the_staff_alone(
    call, lead, as_user, coordinator, director, administrator
):
    made = deposited_once(call=call, lead=lead)
    tasks.build_documents()
    stranger = ready(call=call, place=1).lead
    addresses = [page("receipt_detail", made.application.reference, 1)] + [
        page("document_download", made.application.reference, 1, kind) for kind in ("complete", "reviewer", "receipt")
    ]
    for person, status in ((lead, 200), (coordinator, 200), (director, 200), (administrator, 404), (stranger, 404)):
        assert {status_of(as_user(person), address) for address in addresses} == {status}, person
    assert {status_of(as_user(None), address) for address in addresses} == {302}


def test_the_bytes_downloaded_are_those_that_were_hashed(call, lead, signed_in):
    made = deposited_once(call=call, lead=lead)
    tasks.build_documents()
    answer = signed_in.get(page("document_download", made.application.reference, 1, "complete"))
    data = answer.getvalue()
    assert hashlib.sha256(data).hexdigest() == Document.objects.get(kind="complete").sha256
    assert "INMP-2025-001_v1_dossier.pdf" in answer["Content-Disposition"]


def test_reopen_change_deposit_again_and_compare(call, lead, signed_in, at):
    made = deposited_once(call=call, lead=lead)
    reference = made.application.reference
    assert "reste valable" in signed_in.get(page("application_reopen", reference)).content.decode()
    assert signed_in.post(page("application_reopen", reference)).status_code == 302
    assert Mail.objects.get(kind="depot_rouvert").to == [lead.email]
    application = Application.objects.get()
    application.answers["objectif_principal"] = application.answers["objectif_principal"].replace("rares", "très rares")
    application.save(update_fields=["answers"])
    working = signed_in.get(page("version_list", reference)).content.decode()
    assert "1\u00a0réponse modifiée" in working and "<ins>très </ins>" in working.replace(
        "<ins> très</ins>", "<ins>très </ins>"
    )
    address = page("deposit_confirm", reference)
    assert signed_in.post(address, hidden(signed_in.get(address))).url == page("receipt_detail", reference, 2)
    first, second = Deposit.objects.order_by("version")
    assert (first.number, first.fingerprint) == (made.number, made.fingerprint)
    assert (second.number, second.version) == (made.number, 2)
    assert "Version 1 déposée" in signed_in.get(page("version_list", reference)).content.decode()
    assert "version plus récente" in signed_in.get(page("receipt_detail", reference, 1)).content.decode()


def test_abandoning_changes_brings_the_deposited_version_back(call, lead, signed_in):
    made = deposited_once(call=call, lead=lead)
    reference = made.application.reference
    signed_in.post(page("application_reopen", reference))
    application = Application.objects.get()
    application.answers["titre"] = "Titre abandonné"
    application.save(update_fields=["answers"])
    kept = application.attachments.get(field="cv_porteur")
    application.attachments.update(removed_at=made.deposited_at, removed_by=lead)
    assert signed_in.post(page("changes_abandon", reference)).status_code == 302
    application = Application.objects.get()
    assert application.answers == made.snapshot["answers"]
    assert application.reopened_at is None
    assert kept in application.attachments.present()


def test_withdraw_then_restore(call, lead, signed_in):
    made = deposited_once(call=call, lead=lead)
    reference = made.application.reference
    address = page("application_withdraw", reference)
    assert "Indiquez le motif" in signed_in.post(address, {"reason": " "}).content.decode()
    assert signed_in.post(address, {"reason": "Projet reporté"}).status_code == 302
    assert Application.objects.get().state == State.WITHDRAWN
    assert "Projet reporté" in signed_in.get(page("application_detail", reference)).content.decode()
    assert signed_in.post(page("application_restore", reference)).status_code == 302
    application = Application.objects.get()
    assert (application.state, application.withdrawn_at, application.deposit_count) == (State.DEPOSITED, None, 1)


def test_after_the_close_nothing_changes_any_more(call, lead, signed_in, frozen_clock):
    made = deposited_once(call=call, lead=lead)
    frozen_clock(call.closes_at + timedelta(seconds=1))
    reference = made.application.reference
    words = signed_in.get(page("application_detail", reference)).content.decode()
    assert "Rien n’est attendu de vous." in words and page("application_reopen", reference) not in words
    assert signed_in.post(page("application_reopen", reference)).status_code == 409
    assert Application.objects.get().reopened_at is None


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (1, 302)])
def test_an_extension_needs_a_later_hour_and_a_reason(call, lead, director, as_user, minutes, status):
    application = ready(call=call, lead=lead)
    until = (call.closes_at + timedelta(days=1)).astimezone().strftime("%Y-%m-%dT%H:%M:%S")
    fields = {"until": until, "reason": "Panne du réseau" if minutes else ""}
    assert as_user(director).post(page("extension_grant", application.reference), fields).status_code == status
    assert Extension.objects.count() == minutes


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_nobody_else_grants_an_extension(call, lead, administrator, as_user, who):
    application = ready(call=call, lead=lead)
    fields = {"until": "2025-09-10T12:00", "reason": "Moi"}
    person = {"lead": lead, "administrator": administrator}[who]
    assert as_user(person).post(page("extension_grant", application.reference), fields).status_code == 404
    assert not Extension.objects.exists()


def test_the_story_in_the_words_of_the_lead(call, lead, director, signed_in, at):
    made = deposited_once(call=call, lead=lead)
    application = reopen(application=made.application, by=lead, at=at)
    tasks.build_documents()
    words = re.sub(r"\s+", " ", signed_in.get(page("application_detail", application.reference)).content.decode())
    assert words.index("Dossier rouvert") < words.index("Version 1 déposée")
    assert "document_built" not in words and "a produit le PDF" not in words  # an invisible step stays invisible
    assert "Et ensuite" in words and "Clôture du dépôt" in words


def test_verification_answers_two_things_only(call, lead, client):
    made = deposited_once(call=call, lead=lead)
    tasks.build_documents()
    address = page("verify")
    assert made.number in client.get(f"{address}?numero={made.number}").content.decode()

    def ask(number, digest):
        answer = client.post(address, {"number": number, "digest": digest})
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return answer.context["answer"], body.replace(number, "N").replace(digest, "D")

    for known in (made.fingerprint, *Document.objects.values_list("sha256", flat=True)):
        assert ask(made.number, known)[0] is True
    other, unknown = ask(made.number, "0" * 64), ask("INMP-2025-999", "0" * 64)
    assert other[0] is unknown[0] is False
    assert other[1] == unknown[1]


def test_verification_is_limited(client, call):
    fields = {"number": "INMP-2025-001", "digest": "0" * 64}
    statuses = [client.post(page("verify"), fields).status_code for _ in range(32)]
    assert statuses[0] == 200 and statuses[-1] == 429


def test_shown_digests_are_small(call, lead, signed_in):
    application = ready(call=call, lead=lead)
    shown = hidden(signed_in.get(page("deposit_confirm", application.reference)))["shown"]
    assert len(shown) < 6_000 and json.loads(shown)["titre"]
