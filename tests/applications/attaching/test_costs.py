"""What the files cost a page, and what is said of their limits."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.queries.attachments import file_panels
from applications.queries.definitions import definition_for
from tests.applications.attaching.conftest import file_url, heavy
from tests.corpus.pdfs import pdf


def _content(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_panels_cost_one_query_whatever_the_files(draft, joined, same_query_count):
    definition = definition_for(draft.call)
    fields = definition.section("pieces").fields
    pages = iter(range(1, 20))
    assert same_query_count(
        lambda: file_panels(draft, definition, fields), lambda: joined("lettres_soutien", pdf(pages=next(pages))), at_most=1
    ) == 1  # fmt: skip


def test_a_download_costs_few_queries(as_user, lead, joined):
    client, url = as_user(lead), file_url(joined())
    _content(client.get(url))
    with CaptureQueriesContext(connection) as queries:
        _content(client.get(url))
    assert len(queries) <= 5, [query["sql"][:120] for query in queries]


def test_the_room_is_said_once_half_of_it_is_taken(draft, joined):
    definition = definition_for(draft.call)
    fields = definition.section("pieces").fields
    for mark in range(5):
        assert file_panels(draft, definition, fields)["devis"].room == ""
        joined("lettres_soutien", heavy(4_100_000, mark))
    assert (
        file_panels(draft, definition, fields)["devis"].room == "Pièces du dossier\u00a0: 20,5\u00a0Mo sur 40\u00a0Mo."
    )


def test_the_limits_are_said_before(draft):
    definition = definition_for(draft.call)
    panels = file_panels(draft, definition, definition.section("pieces").fields)
    assert panels["cv_porteur"].limits == "Un PDF, 2\u00a0Mo et 2\u00a0pages au plus."
    assert panels["lettres_soutien"].limits == "Jusqu’à 5\u00a0fichiers PDF, 5\u00a0Mo et 60\u00a0pages au plus chacun."
    assert panels["cv_porteur"].accepts == ".pdf,application/pdf"
