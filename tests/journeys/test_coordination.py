"""The coordination: from its own page to the list, to one dossier with its PDFs, to a workbook, to an extension."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from applications import tasks
from applications.models import Extension
from applications.states import DocumentState, State
from inmp_portal.journal.models import Entry
from inmp_portal.lib import clock
from inmp_portal.lib import pdf as portal_pdf
from tests.journeys.forms import hidden_of


@pytest.mark.skipif(not portal_pdf.available(), reason="Pango manque : sudo apt-get install libpango-1.0-0")
def test_from_the_list_to_a_dossier_and_its_pdf(as_user, coordinator, application_in):
    deposited = application_in(State.DEPOSITED)
    application_in(State.DRAFT, title="Un brouillon encore secret", acronym="CACHETTE")
    tasks.build_documents()
    desk = as_user(coordinator)
    assert "/pilotage/dossiers/" in desk.get("/espace/").content.decode()

    listed = desk.get("/pilotage/dossiers/").content.decode()
    assert deposited.title in listed and "encore secret" not in listed

    page = desk.get(f"/pilotage/dossiers/{deposited.reference}/").content.decode()
    links = re.findall(r'href="(/dossiers/[^"]+\.pdf)"', page)
    assert len(links) == deposited.deposits.get().documents.filter(state=DocumentState.READY).count() == 3
    assert desk.get(links[0]).getvalue().startswith(b"%PDF-")

    book = load_workbook(BytesIO(desk.post("/pilotage/dossiers/export.xlsx").getvalue()))
    assert [cell.value for cell in book.active["C"]] == ["Titre", deposited.title]
    assert Entry.objects.filter(type="call.exported", actor_id=coordinator.pk).count() == 1


def test_more_time_for_a_draft(as_user, coordinator, lead, call, application_in, frozen_clock):
    draft = application_in(State.DRAFT, lead=lead)
    desk = as_user(coordinator)
    drafts = desk.get("/pilotage/dossiers/?volet=brouillons").content.decode()
    address = next(link for link in re.findall(r'href="([^"]+)"', drafts) if link.endswith("/prolongation/"))
    until = (call.closes_at + timedelta(days=2)).astimezone(clock.PARIS)
    form = {"until": until.strftime("%Y-%m-%dT%H:%M"), "reason": "Panne du réseau de l’établissement"}
    answer = desk.post(address, {**hidden_of(desk.get(address)), **form})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert Extension.objects.get(application=draft).reason == form["reason"]
    frozen_clock(call.closes_at + timedelta(days=1))
    page = as_user(lead).get(f"/dossiers/{draft.reference}/").content.decode()
    assert "10\u00a0septembre" in page or "10 septembre" in page
