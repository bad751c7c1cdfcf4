"""What a public page costs: queries, and how long it may be kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.applications.public.test_pages import PAGES

# Literal counts in a demonstration: one query is its clock, one the call.
QUERIES = {"/": 4, "/appel/": 3, "/axes/": 3, "/calendrier/": 3, "/cafes/": 3, "/faq/": 3, "/documents/": 3}


@pytest.mark.parametrize("address", PAGES)
def test_queries(call, client, address, settings):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    sql = [query["sql"] for query in queries.captured_queries]
    assert len(sql) == QUERIES.get(address, 2), "\n".join(sql)
    assert not [statement for statement in sql if "session" in statement]


def test_production_pays_no_query_for_the_clock(call, client, settings):
    settings.TIME_TRAVEL = False
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 3


def test_a_visitor_may_keep_the_page_a_minute_a_signed_in_person_asks_again(call, client, as_user, lead, settings):
    settings.TIME_TRAVEL = False
    public = client.get("/axes/")
    assert public["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in public["Vary"]
    assert not public.cookies
    assert "private" in as_user(lead).get("/axes/")["Cache-Control"]


def test_a_clock_that_moves_forbids_keeping(call, client):
    assert "no-cache" in client.get("/axes/")["Cache-Control"]
