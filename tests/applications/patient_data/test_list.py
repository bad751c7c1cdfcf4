"""The coordination finds the deposited dossiers that hold what looks like a patient's data, by a filter of its list."""

from __future__ import annotations

import pytest

from applications.models import Application
from tests.applications.coordination.reading import LIST, titles
from tests.factories.deposits import complete_answers, deposited_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_user, coordinator):
    return as_user(coordinator)


@pytest.fixture
def two(call):
    """A dossier without doubt, and one whose summary gives a number."""
    text = f"{complete_answers(1)['resume_scientifique'][:1_500]} IPP 80012345."
    return (
        deposited_once(call=call, place=0, acronyme="CLAIR").application,
        deposited_once(call=call, place=1, acronyme="DOUTE", resume_scientifique=text).application,
    )


def test_the_deposit_counts_what_is_to_be_looked_at(two):
    assert [Application.objects.get(pk=one.pk).patient_doubts for one in two] == [0, 1]


def test_the_filter_keeps_those_and_the_row_leads_to_them(desk, two):
    _clear, doubted = two
    every, kept = desk.get(LIST), desk.get(LIST, {"volet": "deposes", "patients": "1"})
    assert set(titles(every)) == {one.title for one in two} and titles(kept) == [doubted.title]
    page = kept.content.decode()
    assert "1\u00a0ressemblance avec des données de patients" in page and f"{doubted.reference}/#pieces" in page
    assert "Données de patients à vérifier" in page
    assert page.count("ressemblance") == 1


def test_drafts_are_not_asked_for_it(desk, two):
    page = desk.get(LIST, {"volet": "brouillons", "patients": "1"}).content.decode()
    assert 'name="patients"' not in page


def test_an_export_follows_the_same_filter(desk, two):
    import io

    import openpyxl

    book = b"".join(desk.post(f"{LIST}export.xlsx?volet=deposes&patients=1").streaming_content)
    rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.values)
    assert [two[1].number] == [row[0] for row in rows if row[0] and str(row[0]).startswith("INMP")]
