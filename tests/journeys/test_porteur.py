"""The person who leads a dossier: opens it, writes it, joins its files, deposits it, corrects it, withdraws it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Application
from applications.queries.definitions import definition_for
from applications.sections.checking import check
from applications.states import State
from inmp_portal.journal.models import Entry
from inmp_portal.outbox.models import Mail
from tests.corpus.pdfs import pdf
from tests.factories.deposits import complete_answers
from tests.journeys.forms import hidden_of, typed


@pytest.fixture
def browser(as_user, lead):
    return as_user(lead)


def write(browser, application, section, answers):
    """One section, as the page sends it."""
    address = f"/dossiers/{application.reference}/sections/{section.key}/"
    page = browser.get(address)
    response = browser.post(address, {**hidden_of(page), **typed(section, answers), "suite": section.key})
    assert response.status_code == 302, section.key


def join(browser, application, field):
    upload = SimpleUploadedFile(f"{field}.pdf", pdf(pages=2), "application/pdf")
    browser.post(f"/dossiers/{application.reference}/pieces/", {"field": field, f"fichier-{field}": upload})
    assert application.attachments.filter(field=field, removed_at=None).count() == 1


def deposit(browser, application):
    address = f"/dossiers/{application.reference}/depot/"
    return browser.post(address, hidden_of(browser.get(address)))


def test_from_the_first_question_to_a_corrected_deposit(browser, call, lead, at, frozen_clock):
    definition, answers = definition_for(call), complete_answers(0)
    opening = {field.id: answers[field.id] for field in definition.creation_fields()}
    browser.post("/dossiers/nouveau/", {**hidden_of(browser.get("/dossiers/nouveau/")), **opening})
    application = Application.objects.get(lead=lead)
    assert application.state == State.DRAFT

    assert "à compléter avant le dépôt" in browser.get(f"/dossiers/{application.reference}/depot/").content.decode()
    deposit(browser, application)
    assert not application.deposits.exists()

    for section in definition.sections:
        write(browser, application, section, answers)
    for problem in check(definition, answers, {}).problems:
        join(browser, application, problem.field)
    application.refresh_from_db()
    assert check(definition, application.answers, {"cv_porteur": 1}).completeness >= 90

    response = deposit(browser, application)
    application.refresh_from_db()
    assert (response.status_code, application.state, application.number) == (302, State.DEPOSITED, "INMP-2025-001")
    assert application.deposits.get().snapshot["answers"]["titre"] == answers["titre"]
    assert "INMP-2025-001" in browser.get(response.url).content.decode()

    frozen_clock(at + timedelta(days=1))
    browser.post(f"/dossiers/{application.reference}/reouverture/", {})
    write(browser, application, definition.section("resumes"), {**answers, "resume_public": answers["resume_public"] + " Corrigé."})  # fmt: skip
    assert application.deposits.count() == 1
    deposit(browser, application)
    first, second = application.deposits.order_by("version")
    assert "Corrigé." in second.snapshot["answers"]["resume_public"]
    assert "Corrigé." not in first.snapshot["answers"]["resume_public"]

    browser.post(f"/dossiers/{application.reference}/retrait/", {"reason": "Financé ailleurs"})
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    browser.post(f"/dossiers/{application.reference}/retablissement/", {})
    application.refresh_from_db()
    assert (application.state, application.deposit_count) == (State.DEPOSITED, 2)

    kinds = set(Mail.objects.filter(to__contains=[lead.email]).values_list("kind", flat=True))
    assert {"brouillon_enregistre", "depot_rouvert"} <= kinds
    types = set(Entry.objects.filter(object_id=str(application.pk)).values_list("type", flat=True))
    assert {"application.opened", "application.deposited", "application.withdrawn", "application.restored"} <= types


def test_after_the_close_nothing_is_written_and_nothing_is_lost(browser, call, lead, frozen_clock, application_in):
    application = application_in(State.DRAFT, lead=lead, answers=complete_answers(0))
    frozen_clock(call.closes_at + timedelta(seconds=1))
    deposit(browser, application)
    write_after = browser.post(
        f"/dossiers/{application.reference}/sections/resumes/", {"version": 0, "base-resume_public": "0", "resume_public": "Trop tard"}
    )  # fmt: skip
    application.refresh_from_db()
    assert write_after.status_code in (200, 302, 409)
    assert application.state == State.DRAFT and not application.deposits.exists()
    assert application.answers["resume_public"] == complete_answers(0)["resume_public"]
    assert browser.get(f"/dossiers/{application.reference}/").status_code == 200
