"""The coordination's list: its orders, its pages, its counts, its memory and its cost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from applications.queries import listing
from applications.states import State
from tests.applications.coordination.reading import LIST, titles


@pytest.mark.parametrize(
    ("order", "expected"),
    [("titre", "ABC"), ("-titre", "CBA"), ("montant", "CAB"), ("-depot", "BCA"), ("porteur", "BAC"), ("", "BCA")],
)
def test_orders(desk, application_in, at, order, expected):
    for title, amount, days, name in (("A", 2, 3, "m"), ("B", 3, 1, "É"), ("C", 1, 2, "z")):
        application_in(
            State.DEPOSITED, title=title, requested_amount=amount, at=at - timedelta(days=days), lead_name=name
        )
    response = desk.get(LIST, {"order": order})
    assert "".join(titles(response)) == expected
    head = re.findall(r'<th scope="col"[^>]*aria-sort="(\w+)"', response.content.decode())
    assert head == ["descending" if (order or "-depot").startswith("-") else "ascending"]


def test_pages_go_through_every_dossier_once_both_ways(desk, application_in, monkeypatch, at):
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    for n in range(7):
        application_in(State.DEPOSITED, title=f"P{n}", requested_amount=n // 3, at=at - timedelta(minutes=n // 2))
    for order in ("-depot", "montant"):
        first = desk.get(LIST, {"order": order})
        seen, response = [titles(first)], first
        while token := response.context["found"].page.next:
            response = desk.get(LIST, {"order": order, "page": token})
            seen.append(titles(response))
        assert [len(page) for page in seen] == [2, 2, 2, 1]
        assert len({title for page in seen for title in page}) == 7
        back = [titles(response)]
        while token := response.context["found"].page.previous:
            response = desk.get(LIST, {"order": order, "page": token})
            back.append(titles(response))
        assert back == seen[::-1]


def test_counts_follow_at_once(desk, application_in):
    application_in(State.DEPOSITED)
    assert desk.get(LIST).context["found"].counts == {"deposes": 1, "brouillons": 0}
    application_in(State.DEPOSITED)
    application_in(State.DRAFT, updated_at=application_in(State.DRAFT).updated_at + timedelta(seconds=1))
    assert desk.get(LIST).context["found"].counts == {"deposes": 2, "brouillons": 2}


def test_the_list_remembers_its_filters(desk, application_in):
    application_in(State.DEPOSITED)
    desk.get(LIST, {"axe": "1", "order": "titre"})
    assert desk.get(LIST).url == f"{LIST}?axe=1&order=titre"
    desk.get(LIST, {"volet": "deposes"})
    assert desk.get(LIST).status_code == 200


def test_the_list_opens_where_something_waits_not_on_the_last_half_seen(desk, application_in, at):
    application_in(title="Brouillon")
    assert desk.get(LIST).url == f"{LIST}?volet=brouillons"  # nothing is deposited yet
    application_in(State.DEPOSITED, title="Déposé", updated_at=at + timedelta(minutes=1))
    assert titles(desk.get(LIST, {"volet": "brouillons"})) == ["Brouillon"]
    assert titles(desk.get(LIST)) == ["Déposé"]
    desk.get(LIST, {"volet": "brouillons", "axe": "1"})
    assert desk.get(LIST).url == f"{LIST}?axe=1"


def test_the_list_costs_the_same_with_one_row_and_three(desk, application_in, same_query_count):
    count = same_query_count(
        lambda: desk.get(LIST, {"order": "titre"}), lambda: application_in(State.DEPOSITED), at_most=10
    )
    assert count


@pytest.mark.parametrize(("asked", "words"), [({}, "Aucun dossier déposé"), ({"q": "rien"}, "Élargissez la recherche")])
def test_an_empty_list_says_what_to_do(desk, call, asked, words):
    assert words in desk.get(LIST, asked).content.decode()
