"""Who reads a deposit, the bytes they get, and what the public verification says."""

from __future__ import annotations

import hashlib
import re
import uuid

import pytest

from applications import tasks
from applications.actions.depositing import deposit
from applications.actions.deposits.reopening import reopen
from applications.models import Application, Document
from applications.states import State
from tests.applications.depositing.pages.support import hidden, page
from tests.factories.deposits import deposited_once, ready

pytestmark = pytest.mark.django_db


def status_of(client, address) -> int:
    response = client.get(address)
    response.getvalue()  # streamed to its end, so that its file is closed
    return response.status_code


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


def test_the_page_of_a_dossier_costs_the_same_whatever_its_versions(call, lead, signed_in, at, same_query_count):
    made = deposited_once(call=call, lead=lead)
    address = page("application_detail", made.application.reference)

    def one_more_version() -> None:
        application = Application.objects.get()
        if application.deposit_count and not application.reopened_at:
            reopen(application=application, by=lead, at=at)
        deposit(application=application, by=lead, at=at, token=uuid.uuid4())

    assert same_query_count(lambda: signed_in.get(address), one_more_version, at_most=16)


def test_the_summary_and_the_deposit_keep_to_few_queries(call, lead, signed_in, django_assert_max_num_queries):
    deposited_once(call=call, place=1)  # the very first of an edition also keeps the form
    application = ready(call=call, lead=lead)
    address = page("deposit_confirm", application.reference)
    signed_in.get(address)
    with django_assert_max_num_queries(8):
        fields = hidden(signed_in.get(address))
    with django_assert_max_num_queries(25):
        assert signed_in.post(address, fields).status_code == 302
