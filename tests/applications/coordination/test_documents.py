"""A PDF that was given up: seen, queued again by the coordination, once; nobody else finds it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications import tasks
from applications.actions.deposits.building import rebuild_document
from applications.models import Document
from applications.states import DocumentState, State
from inmp_portal.accounts.models import User
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

REASON = "La mise en pages s’est interrompue."


def given_up(application, kind="receipt") -> Document:
    found = Document.objects.filter(deposit__application=application, kind=kind)
    found.update(state=DocumentState.FAILED, attempts=5, error=REASON)
    return found.get()


def address(application, kind="receipt") -> str:
    return reverse("applications:document_rebuild", args=[application.reference, 1, kind])


def test_its_reason_and_its_button_are_on_the_dossier_and_on_the_list(desk, application_in):
    application = application_in(State.DEPOSITED)
    given_up(application)
    for page in (reverse("applications:coordination_detail", args=[application.reference]), "/pilotage/pdf/"):
        shown = desk.get(page).content.decode()
        assert REASON in shown and "Relancer la fabrication" in shown and address(application) in shown
        assert address(application, "complete") not in shown  # it waits for its turn: nothing to press
    assert "1 PDF en échec" in desk.get("/espace/").content.decode()


def test_the_list_says_when_nothing_is_waited_for(desk, call):
    assert "Tous les PDF sont prêts" in desk.get("/pilotage/pdf/").content.decode()


def test_the_list_costs_the_same_for_more_rows(desk, application_in, same_query_count):
    same_query_count(lambda: desk.get("/pilotage/pdf/"), lambda: given_up(application_in(State.DEPOSITED)), at_most=8)


def test_queued_again_it_is_made_and_its_mail_does_not_leave_twice(desk, application_in, monkeypatch):
    application = application_in(State.DEPOSITED)

    class Broken:
        def render(self, *args, **kwargs):
            raise tasks.PdfFailed("invalid")

    with monkeypatch.context() as broken:
        broken.setattr(tasks, "shared", Broken)
        tasks.build_documents()
    assert set(Document.objects.values_list("state", flat=True)) == {DocumentState.FAILED}
    answer = desk.post(address(application), follow=True)
    assert "La fabrication du PDF est relancée." in answer.content.decode()
    assert "a relancé la fabrication du PDF" in answer.content.decode()
    document = Document.objects.get(kind="receipt")
    assert (document.state, document.attempts, document.error) == (DocumentState.QUEUED, 0, "")
    tasks.build_documents()
    assert Document.objects.get(kind="receipt").state == DocumentState.READY
    assert Entry.objects.filter(type="application.document_requeued").count() == 1
    assert Mail.objects.filter(kind="accuse_reception").count() == 1


@pytest.mark.parametrize("state", [DocumentState.QUEUED, DocumentState.BUILDING, DocumentState.RETRY])
def test_one_that_is_made_or_will_be_is_refused(desk, application_in, state):
    application = application_in(State.DEPOSITED)
    Document.objects.filter(kind="receipt").update(state=state)
    answer = desk.post(address(application))
    assert answer.status_code == 409 and "déjà en cours ou prévue" in answer.content.decode()
    assert Document.objects.get(kind="receipt").state == state


@pytest.mark.parametrize("person", ["lead", "administrator"])
def test_nobody_else_finds_it(as_user, application_in, lead, administrator, person):
    application = application_in(State.DEPOSITED, lead=lead)
    given_up(application)
    client = as_user({"lead": lead, "administrator": administrator}[person])
    assert client.post(address(application)).status_code == 404
    assert client.get("/pilotage/pdf/").status_code == 404
    assert Document.objects.get(kind="receipt").state == DocumentState.FAILED


def test_the_action_asks_the_rule_itself(application_in, lead, at):
    document = given_up(application_in(State.DEPOSITED, lead=lead))
    with pytest.raises(Refused):
        rebuild_document(document=document, by=lead, at=at)


def test_the_lead_reads_that_it_is_delayed_and_what_to_do(as_user, application_in, lead):
    application = application_in(State.DEPOSITED, lead=lead)
    given_up(application)
    Document.objects.filter(kind="complete").update(state=DocumentState.RETRY, error="Secret de la machine")
    client = as_user(lead)
    receipt = client.get(reverse("applications:receipt_detail", args=[application.reference, 1])).content.decode()
    assert "Ce PDF est retardé" in receipt and "écrivez-lui" in receipt and "vous n’avez rien à faire" in receipt
    assert REASON not in receipt and "Secret de la machine" not in receipt and "Relancer" not in receipt


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_queue_it_once(in_parallel, application_in, coordinator: User, director: User, at):
    document, people = given_up(application_in(State.DEPOSITED)), (coordinator, director)
    results = in_parallel(2, lambda i: rebuild_document(document=document, by=people[i], at=at))
    assert {type(result) for result in results} == {Document, Refused}
    assert Document.objects.get(pk=document.pk).state == DocumentState.QUEUED
    assert Entry.objects.filter(type="application.document_requeued").count() == 1
