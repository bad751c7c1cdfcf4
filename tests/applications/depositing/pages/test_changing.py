"""After the deposit: reopening, coming back, withdrawing, more time, and the story told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.html import escape

from applications import tasks
from applications.actions.deposits.reopening import reopen
from applications.models import Application, Deposit, Extension
from applications.queries.deposits.timeline import next_dates
from applications.states import State
from inmp_portal.outbox.models import Mail
from tests.applications.depositing.pages.support import hidden, page
from tests.factories.deposits import deposited_once, ready

pytestmark = pytest.mark.django_db


def test_reopen_change_deposit_again_and_compare(call, lead, signed_in, snapshot):
    made = deposited_once(call=call, lead=lead)
    reference = made.application.reference
    assert "reste valable" in signed_in.get(page("application_reopen", reference)).content.decode()
    assert signed_in.post(page("application_reopen", reference)).status_code == 302
    mail = Mail.objects.get(kind="depot_rouvert")
    assert mail.to == [lead.email]
    text = mail.text.replace(reference, "REFERENCE").replace(made.fingerprint, "EMPREINTE")
    assert "la version 1 reste valable" in mail.subject
    assert "le lundi 8 septembre 2025 à 23\u00a0h\u00a059, heure de Paris" in mail.text
    snapshot("mails/depot_rouvert.txt", f"{mail.subject}\n\n{text}")
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


def test_an_answer_written_anew_is_read_before_and_after(call, lead, signed_in):
    reference = deposited_once(call=call, lead=lead).application.reference
    signed_in.post(page("application_reopen", reference))
    application = Application.objects.get()
    before, anew = application.answers["objectif_principal"], "Tout autre chose, et de la première à la dernière ligne."
    application.answers["objectif_principal"] = anew
    application.save(update_fields=["answers"])
    compared = signed_in.get(page("version_list", reference)).content.decode()
    assert f'<dt>Avant</dt><dd class="diff">{escape(before)}</dd>' in compared
    assert f'<dt>Après</dt><dd class="diff">{escape(anew)}</dd>' in compared
    assert compared.count("<del>") == compared.count("<ins>") == 1  # the legend's own


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


def test_what_comes_next_is_in_the_order_of_the_call_and_stays_until_it_is_over(call, lead, at):
    application = deposited_once(call=call, lead=lead).application

    def coming(instant):
        return [date.label for date in next_dates(application, instant)]

    whole = ["Recevabilité, compléments et visas", "Évaluation", "Comité de sélection", "Annonce des lauréats"]
    closed = call.closes_at + timedelta(days=1)
    assert coming(closed) == whole
    assert coming(closed + timedelta(days=15)) == whole[1:]
    assert coming(closed + timedelta(days=45)) == whole[3:]


def test_a_deposited_dossier_is_not_told_to_be_deposited(call, lead, signed_in, frozen_clock, at):
    application = deposited_once(call=call, lead=lead).application

    def words(name):
        html = signed_in.get(page(name, application.reference)).content.decode()
        return re.sub(r"<[^>]+>|&nbsp;|\s+", " ", html[html.index("<main") :])

    check = words("application_check")
    assert "rouvrez-le pour le modifier" in check and "déposez-le" not in check
    assert "Rien ne manque" not in words("deposit_confirm")
    reopen(application=application, by=lead, at=at)
    assert "c’est la version 1, déjà déposée, qui compte" in words("application_check")
    frozen_clock(call.closes_at + timedelta(days=1))
    assert "déposez-le" not in words("application_check")
    story = words("application_detail")
    assert "Vos modifications n’ont pas été déposées." in story and "C’est elle qui sera examinée." in story
    space = signed_in.get("/espace/").content.decode()
    assert "Vos modifications suivantes n’ont pas été déposées." in space and "Rouvert" not in space
    assert "La version déposée reste valable." in words("deposit_confirm")
