"""The workbook of the list: what it holds, what it never runs, and the trace that it leaves."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from applications.models import Call
from applications.states import State
from inmp_portal.journal.models import Entry
from tests.applications.coordination.reading import LIST
from tests.factories.people import UserFactory

EXPORT = f"{LIST}export.xlsx"


def workbook(response):
    book = load_workbook(BytesIO(response.getvalue()))
    return book.active


def cells(response) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in workbook(response).iter_rows()]


def test_deposited_dossiers_leave_with_their_own_types(desk, application_in, lead, at):
    application_in(
        State.DEPOSITED, lead_name=str(lead), title="Sepsis", requested_amount="37500.50", at=at, acronym="SEPSI"
    )
    application_in(State.DRAFT, title="Brouillon caché")
    head, *rows = cells(desk.post(EXPORT))
    row = dict(zip(head, rows[0], strict=True))
    assert len(rows) == 1
    assert (row["Titre"], row["Acronyme"], row["Personne porteuse"]) == ("Sepsis", "SEPSI", "Hélène Morvan")
    assert row["Aide demandée (€)"] == 37500.5
    assert row["Premier dépôt (Paris)"] == at.replace(tzinfo=None)
    assert row["État"] == "Déposé"


def test_drafts_leave_with_title_axis_and_completeness(desk, application_in):
    application_in(title="Un brouillon", completeness=37, lead=UserFactory.create(last_name="Caché"))
    head, row = cells(desk.post(f"{EXPORT}?volet=brouillons"))
    assert head == ("Titre", "Axe principal", "Complétude (%)")
    assert row[0] == "Un brouillon" and row[2] == 37


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x")', "+1+1", "@SUM(A1)", "-2", "{=1}", "http://exemple.fr", "\t=1"]
)
def test_a_title_never_runs(desk, application_in, title):
    application_in(State.DEPOSITED, title=title)
    cell = workbook(desk.post(EXPORT))["C2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", title, None)


def test_the_export_follows_the_filters_and_the_order(desk, application_in):
    for title, amount in (("A", 2), ("B", 3), ("C", 1)):
        application_in(State.DEPOSITED, title=title, requested_amount=amount)
    _head, *rows = cells(desk.post(f"{EXPORT}?order=-montant&page=xyz"))
    assert [row[2] for row in rows] == ["B", "A", "C"]
    _head, *rows = cells(desk.post(f"{EXPORT}?etat=eligible"))
    assert rows == []


def test_it_leaves_a_trace(desk, application_in, coordinator):
    application_in(State.DEPOSITED)
    desk.post(f"{EXPORT}?etat=deposited").getvalue()
    entry = Entry.objects.get(type="call.exported")
    assert (entry.actor_id, entry.object_id) == (coordinator.pk, str(Call.objects.get().pk))
    assert entry.data == {"count": 1, "criteria": {"volet": "deposes", "etat": "deposited"}}


def test_a_link_exports_nothing(desk, application_in):
    application_in(State.DEPOSITED)
    assert desk.get(EXPORT).status_code == 405
    assert not Entry.objects.filter(type="call.exported").exists()
