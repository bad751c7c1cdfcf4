"""The papers of the day: what they say, how they are cut, that they are tagged, and how long two hundred people take."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from events.actions.day.arriving import check_in
from events.actions.day.walking_in import walk_in
from events.actions.registering import new_registration
from events.documents.papers import badges_document, cut, sheet_document
from events.models import Registration
from events.queries.day.badges import badges_of
from events.queries.day.board import Board
from inmp_portal.lib.pdf.renderer import shared

pytestmark = pytest.mark.django_db


def text_of(made: bytes) -> str:
    return "\n--- page\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages) + "\n"


@pytest.fixture
def expected(sign_up, coordinator, cafe, morning):
    sign_up("un@exemple.fr", answers={"axes": ["axe1", "axe4"]})
    here = sign_up(
        "deux@exemple.fr", first_name="Marie-Emmanuelle", last_name="Vaucresson-Brée", answers={"axes": ["axe3"]}
    )
    sign_up("trois@exemple.fr", first_name="Bo", last_name="Li", institution=None, other_institution="CHU de Caen")
    check_in(registration=here, by=coordinator, at=morning)


@pytest.fixture
def two_hundred(cafe, entry, at):
    made = [
        new_registration(cafe, entry(email=f"n{n}@exemple.fr", last_name=f"Personne {n:03}"), None, at)
        for n in range(200)
    ]
    for one in made:
        one.name_folded = one.last_name.lower()
    Registration.objects.bulk_create(made)


def test_the_sheet_says(expected, cafe, coordinator, morning, snapshot):
    html, assets = sheet_document(cafe, Board.of(cafe, coordinator, morning), morning)
    made = shared().render(html, assets=assets)
    assert made.pages == 1 and not made.refused
    snapshot("pdf/sign_in_sheet.txt", text_of(made.pdf))


def test_who_came_without_signing_up_stands_apart(expected, cafe, coordinator, morning):
    walk_in(cafe=cafe, name="Ama Ndiaye", place="CHU de Caen", by=coordinator, at=morning)
    html, _ = sheet_document(cafe, Board.of(cafe, coordinator, morning), morning)
    signed_up, _, others = html.partition("Personnes venues sans inscription")
    assert "NDIAYE Ama" in others and "NDIAYE" not in signed_up and "MORVAN" not in others
    assert html.count('scope="col" class="sheet-signature"') == 2 and ">Heure<" not in html
    assert others.count("tick-box") == 14
    assert signed_up.count("8\u00a0h\u00a012") == 2  # at the foot of the page, then the arrival, once


def test_appointments_keep_their_hour(cafes, appointment, coordinator, at):
    appointment("un@exemple.fr", nth=1)
    html, _ = sheet_document(cafes[1], Board.of(cafes[1], coordinator, at), at)
    assert ">Heure<" in html and "8\u00a0h\u00a015" in html


def test_the_badges_say(expected, cafe, coordinator, morning, snapshot):
    html, assets = badges_document(cafe, badges_of(cafe, coordinator, morning), morning)
    made = shared().render(html, assets=assets)
    assert made.pages == 1 and not made.refused
    snapshot("pdf/badges.txt", text_of(made.pdf))


@pytest.mark.parametrize("letters", [17, 29, 80])
def test_a_long_name_takes_lines_on_its_badge_and_is_never_cut(sign_up, cafe, coordinator, morning, letters):
    first, last, place = "Wolfeschl" * 9, "Anticonst" * 9, "Laboratoire " * 12
    sign_up(first_name=first[:letters], last_name=last[:letters], institution=None, other_institution=place.strip(),
            answers={"axes": ["axe1", "axe4"]})  # fmt: skip
    html, assets = badges_document(cafe, badges_of(cafe, coordinator, morning), morning)
    lines: list[tuple[float, str]] = []
    (page,) = PdfReader(io.BytesIO(shared().render(html, assets=assets).pdf)).pages
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: lines.append((cm[5] or tm[5], text.strip())))
    said = "".join(text for _, text in lines)
    assert first[:letters] in said and last[:letters] in said and said.count("Laboratoire") == 12
    assert max(len(text) for _, text in lines) < 75  # what a line of the badge holds, in the smallest size


def test_both_are_tagged_and_declare_pdf_ua(expected, cafe, coordinator, morning):
    for html, assets in (
        sheet_document(cafe, Board.of(cafe, coordinator, morning), morning),
        badges_document(cafe, badges_of(cafe, coordinator, morning), morning),
    ):
        catalogue = PdfReader(io.BytesIO(shared().render(html, assets=assets).pdf)).trailer["/Root"]
        assert catalogue["/Lang"].startswith("fr") and catalogue["/MarkInfo"]["/Marked"]


def test_two_hundred_people_stay_fast(two_hundred, cafe, coordinator, morning):
    html, assets = sheet_document(cafe, Board.of(cafe, coordinator, morning), morning)
    sheet = shared().render(html, assets=assets)
    html, assets = badges_document(cafe, badges_of(cafe, coordinator, morning), morning)
    badges = shared().render(html, assets=assets)
    assert (sheet.pages, badges.pages) == (9, 20)
    assert "Personne 199" in text_of(badges.pdf)
    assert max(sheet.seconds, badges.seconds) < 5


@pytest.mark.parametrize(
    ("count", "first", "sizes"), [(0, 0, []), (10, 0, [10]), (11, 0, [10, 1]), (14, 4, [4, 10]), (3, 4, [3])]
)
def test_cutting_into_pages(count, first, sizes):
    assert [len(piece) for piece in cut(range(count), 10, first)] == sizes


def test_the_pages_give_pdfs(expected, cafe, as_user, coordinator):
    client = as_user(coordinator)
    for name in ("sign_in_sheet", "badges"):
        response = client.get(reverse(f"events:{name}", args=[cafe.slug]))
        assert response.headers["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")


def test_a_page_says_why_there_is_none(cafe, as_user, coordinator, monkeypatch):
    from events.views.day import papers

    def fail(*args, **kwargs):
        raise papers.pdf.PdfFailed("timeout")

    monkeypatch.setattr(papers.pdf, "render", fail)
    response = as_user(coordinator).get(reverse("events:badges", args=[cafe.slug]))
    assert response.status_code == 503 and "n’a pas pu être produit" in response.content.decode()
