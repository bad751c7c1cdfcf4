"""The list of registrations, its files, and one registration."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from events.models import Registration
from inmp_portal.accounts.models import Institution
from inmp_portal.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cafe):
    return reverse("events:cafe_registrations", args=[cafe.slug])


def names(page) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page.content.decode())


def test_search_is_folded_and_filters_narrow(desk, address, sign_up):
    sign_up("a@exemple.fr", last_name="Éluère", answers={"axes": ["axe2"]}, consents={"partage_coordonnees": True})
    sign_up("b@exemple.fr", last_name="Martin", institution=Institution.objects.get(code="chb"), answers={})
    sign_up(
        "c@exemple.fr", last_name="Zola", institution=None, other_institution="Ailleurs", answers={"accessibilite": "x"}
    )
    assert len(names(desk.get(address))) == 3
    asked = {
        "q=eluere": ["Éluère"], "q=B@EXEMPLE": ["Martin"], "axe=axe2": ["Éluère"], "etablissement=chb": ["Martin"],
        "etablissement=autre": ["Zola"], "accord=partage_coordonnees": ["Éluère"], "besoin=accessibilite": ["Zola"],
        "etat=waiting": [], "venue=oui": [], "etat=n-importe": ["Éluère", "Martin", "Zola"],
    }  # fmt: skip
    for query, expected in asked.items():
        assert [name.split()[0] for name in names(desk.get(f"{address}?{query}"))] == expected, query


def test_desks_narrow_appointments(desk, second, slots, appoint):
    appoint(slots[0], "un@exemple.fr", last_name="Premier")
    other = second.desks.get(code="G2").slots.order_by("starts_at")[0]
    appoint(other, "deux@exemple.fr", last_name="Autre")
    appoint(None, "trois@exemple.fr", last_name="Attend", hours=["23:45"])
    found = names(desk.get(reverse("events:cafe_registrations", args=[second.slug]) + "?guichet=G1"))
    assert [name.split()[0] for name in found] == ["Attend", "Premier"]


def test_the_order_is_said_and_followed(desk, address, sign_up):
    for email, name in (("a@exemple.fr", "Bernard"), ("b@exemple.fr", "Alami")):
        sign_up(email, last_name=name)
    page = desk.get(f"{address}?order=-nom")
    assert [name.split()[0] for name in names(page)] == ["Bernard", "Alami"]
    assert 'aria-sort="descending"' in page.content.decode()


def test_pages_follow_each_other(desk, address, cafe, at):
    Registration.objects.bulk_create(
        Registration(reference=f"R{n}", cafe=cafe, state="confirmed", first_name="P", last_name=f"N{n:03}",
                     name_folded=f"n{n:03} p", email=f"p{n}@exemple.fr", token_hash=f"t{n}", created_at=at, updated_at=at)
        for n in range(120)
    )  # fmt: skip
    seen, url = [], address
    while url:
        page = desk.get(url)
        seen += names(page)
        following = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        url = address + following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"N{n:03} P" for n in range(120)]


def test_equal_queries_with_one_and_three_rows(desk, address, sign_up, same_query_count):
    emails = iter(f"p{n}@exemple.fr" for n in range(9))
    same_query_count(lambda: desk.get(address), lambda: sign_up(next(emails)), at_most=8)


def test_2000_registrations_are_listed_at_the_cost_of_20(desk, address, cafe, at):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(names(desk.get(address))) >= 20
        return len(queries)

    def gather(first: int, last: int) -> None:
        Registration.objects.bulk_create(
            Registration(reference=f"R{n}", cafe=cafe, state="confirmed", first_name="P", last_name=f"N{n}",
                         name_folded=f"n{n} p", email=f"p{n}@exemple.fr", token_hash=f"t{n}", created_at=at, updated_at=at)
            for n in range(first, last)
        )  # fmt: skip

    gather(0, 20)
    desk.get(address)  # what any page reads once
    few = count()
    gather(20, 2_000)
    assert count() == few


def test_csv_opens_in_a_french_spreadsheet_and_runs_nothing(desk, address, sign_up):
    sign_up(last_name="=HYPERLINK(1)", unit="+33 2 35", answers={"regime": "halal", "accessibilite": "fauteuil"})
    content = desk.post(f"{address}export.csv").getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    said = dict(zip(head, row, strict=True))
    assert (said["Nom"], said["Service"], said["Inscription (Paris)"]) == (
        "'=HYPERLINK(1)",
        "'+33 2 35",
        "16/05/2025 10:00",
    )
    assert b"halal" not in content and b"fauteuil" not in content


def test_xlsx_follows_the_filters_and_leaves_a_trace(desk, address, sign_up, coordinator):
    sign_up("a@exemple.fr", last_name="=1+1")
    sign_up("b@exemple.fr", last_name="Martin")
    book = load_workbook(io.BytesIO(desk.post(f"{address}export.xlsx?q=1").getvalue()))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["=1+1"]
    assert book.active["A2"].data_type == "s"
    trace = Entry.objects.get(type="cafe.exported")
    assert (trace.actor_id, trace.data) == (coordinator.pk, {"count": 1, "format": "XLSX", "criteria": {"text": "1"}})


def test_a_list_on_paper(desk, address, sign_up):
    pypdf = pytest.importorskip("pypdf")
    sign_up(answers={"regime": "halal"})
    response = desk.post(f"{address}export.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.getvalue())).pages)
    assert "Morvan Hélène" in text and "halal" not in text


def test_a_link_exports_nothing_and_an_unknown_format_is_not_there(desk, address, sign_up):
    sign_up()
    assert desk.get(f"{address}export.csv").status_code == 405
    assert desk.post(f"{address}export.exe").status_code == 404
    assert not Entry.objects.filter(type="cafe.exported").exists()


def test_what_the_portal_did_is_told_as_its_own_deed_and_hours_as_people_read_them(desk, second, slots, appoint, at):
    appoint(None, hours=["08:15"])  # free: theirs at once
    one = Registration.objects.get()
    page = desk.get(reverse("events:registration_read", args=[one.reference])).content.decode()
    assert "Le portail" in page and "a attribué à cette personne la place qui se libérait" in page
    assert "8\u00a0h\u00a015" in page and "08:15" not in page


def test_one_registration_with_its_history_and_its_mails(desk, sign_up):
    one = sign_up(answers={"idee": "Un projet", "regime": "halal"}, consents={"newsletter": True})
    page = desk.get(reverse("events:registration_read", args=[one.reference])).content.decode()
    assert "s’est inscrite au café" in page
    assert "Inscription confirmée" in page
    assert "halal" not in page


@pytest.mark.parametrize("name", ["cafe_board", "cafe_caterer", "cafe_registrations"])
def test_nobody_else_learns_anything(name, cafe, sign_up, lead, administrator, as_user):
    sign_up(last_name="Secret")
    for person in (lead, administrator):
        response = as_user(person).get(reverse(f"events:{name}", args=[cafe.slug]))
        assert response.status_code == 404 and "Secret" not in response.content.decode()


def test_a_desk_is_written_small_within_a_sentence(desk, appointment):
    one = appointment("anatole@exemple.fr")
    page = desk.get(reverse("events:registration_read", args=[one.reference])).content.decode()
    assert "8\u00a0h, guichet Données et entrepôt" in page  # beside the name, and in the journal
    assert page.count("guichet Données et entrepôt") == 2
    assert ", Guichet" not in page
