"""How a document falls on its pages: nothing is parted from what it names, no line is cut, the foot keeps to its two lines."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from applications.states import DocumentKind
from tests.applications.depositing.documents.test_documents import rendered
from tests.factories.deposits import deposited_once

pytestmark = pytest.mark.django_db
SPACES = re.compile(r"[ \u00a0\u202f]+")


@pytest.fixture
def pages(call, lead, at):
    """`pages(place)`: the lines of each page of one of the twelve fictitious dossiers."""

    def read(place: int, kind: str = DocumentKind.COMPLETE) -> list[list[str]]:
        made = deposited_once(call=call, place=place, **({"lead": lead} if place == 0 else {}))
        reader = PdfReader(io.BytesIO(rendered(made, kind, at)))
        return [SPACES.sub(" ", page.extract_text()).splitlines() for page in reader.pages]

    return read


@pytest.mark.parametrize("place", [3, 9])
def test_a_heading_stays_with_the_table_that_it_announces(pages, place):
    found = [" ".join(lines) for lines in pages(place)]
    for heading, row in (
        ("État des visas À fournir", "Visa du chef ou de la cheffe de service"),
        ("Chaque pièce est", "CV de la"),
    ):
        (at_heading,) = [number for number, text in enumerate(found) if heading in text]
        assert row in found[at_heading]


def test_a_question_of_two_lines_is_not_cut_by_the_end_of_a_page(pages):
    assert [lines for lines in pages(0) if "Temps consacré au projet (en % d’ETP)" in " ".join(lines)]


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_the_foot_says_what_and_when_on_a_line_each(pages, kind):
    for lines in pages(0, kind):
        assert "Appel à projets INMP 2025 – première édition · INMP-2025-001, version 1" in lines
        (made,) = [line for line in lines if line.startswith("produit le ")]
        assert re.fullmatch(r"produit le .*, heure de Paris · empreinte du contenu déposé [0-9a-f]{12}…", made)


def test_the_receipt_names_the_call_as_it_is_titled(pages):
    words = " ".join(line for lines in pages(0, DocumentKind.RECEIPT) for line in lines)
    assert "en version 1, en réponse à « Appel à projets INMP 2025 – première édition »." in words
