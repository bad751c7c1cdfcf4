"""What a public page costs: queries, and how long it may be kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.models import Call
from tests.applications.public.reading import plain
from tests.applications.public.test_pages import PAGES

# Literal counts in a demonstration: one query is its clock, one the call; the second time the page is kept.
QUERIES = {"/": 4, "/appel/": 3, "/axes/": 3, "/calendrier/": 3, "/cafes/": 3, "/faq/": 3, "/documents/": 3}


@pytest.mark.parametrize("address", PAGES)
def test_queries(call, client, address):
    first = QUERIES.get(address, 2)
    for expected in (first, first if address == "/cafes/" else 2):  # places left are told as they stand
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        sql = [query["sql"] for query in queries.captured_queries]
        assert len(sql) == expected, "\n".join(sql)
        assert not [statement for statement in sql if "session" in statement]


def test_production_pays_no_query_for_the_clock(call, client, settings):
    settings.TIME_TRAVEL = False
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 3
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 1


def test_a_visitor_may_keep_the_page_a_minute_a_signed_in_person_asks_again(call, client, as_user, lead, settings):
    settings.TIME_TRAVEL = False
    public = client.get("/axes/")
    assert public["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in public["Vary"]
    assert not public.cookies
    assert "private" in as_user(lead).get("/axes/")["Cache-Control"]


def test_a_clock_that_moves_forbids_keeping(call, client):
    assert "no-cache" in client.get("/axes/")["Cache-Control"]


def test_a_stranger_never_gets_the_page_of_somebody_nor_somebody_that_of_a_stranger(call, client, as_user, lead):
    for _ in range(2):
        assert "Se déconnecter" in as_user(lead).get("/axes/").content.decode()
        assert "Se connecter" in client.get("/axes/").content.decode()


def test_a_message_is_told_once_and_to_nobody_else(call, client, as_user, lead):
    client.get("/")
    leaving = as_user(lead)
    leaving.post("/compte/deconnexion/")
    told = [message_of(browser.get("/")) for browser in (leaving, leaving, client)]
    assert told[0] and not told[1] and not told[2]


def test_a_kept_page_follows_the_minute_the_close_and_the_call(call, client, frozen_clock):
    def headline() -> str:
        return plain(client.get("/axes/").content.decode())

    frozen_clock(call.closes_at - timedelta(minutes=2))
    assert "2 minutes pour déposer" in headline()
    frozen_clock(call.closes_at - timedelta(minutes=1))
    assert "une minute pour déposer" in headline()
    frozen_clock(call.closes_at)
    assert "clos" not in headline()
    frozen_clock(call.closes_at + timedelta(seconds=1))  # the same minute
    assert "Le dépôt est clos." in headline()
    Call.objects.update(results_text="un autre mois")
    assert "Les lauréats seront annoncés en un autre mois." in headline()


def test_a_question_to_the_page_is_answered_and_not_kept(call, client):
    client.get("/faq/")
    assert "introuvable-xyz" in client.get("/faq/?q=introuvable-xyz").content.decode()
    assert "introuvable-xyz" not in client.get("/faq/").content.decode()


def message_of(response) -> str:
    html = response.content.decode()
    return plain(html[html.index('<div class="messages"') : html.index("</main>")]).split("Le calendrier")[0].strip()
