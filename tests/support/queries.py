"""The idiom of every list: the same number of queries with one row and with three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inmp_portal.lib.models import Instance

_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


def statements(captured: CaptureQueriesContext) -> list[str]:
    """What was asked of the data: how a figure of queries is counted, by the tests and by the bench alike.

    Neither the borders of transactions, which a test nests and production does not, nor the clock of a demonstration,
    which production does not look up.
    """
    asked = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in asked if not sql.startswith(_TRANSACTION) and f'FROM "{Instance._meta.db_table}"' not in sql]


@pytest.fixture
def same_query_count() -> Callable[..., int]:
    """`same_query_count(read, add, at_most=10)`: `add()` makes a row, `read()` shows the page; returns the count."""

    def measure(read: Callable[[], Any], add: Callable[[], Any], *, at_most: int) -> int:
        add()
        read()  # caches that any page warms once do not count
        counts = []
        for rows_to_add in (0, 2):
            for _ in range(rows_to_add):
                add()
            with CaptureQueriesContext(connection) as queries:
                read()
            counts.append(len(queries))
        said = "\n".join(query["sql"][:200] for query in queries.captured_queries)
        assert counts[0] == counts[1], f"{counts[0]} queries with one row, {counts[1]} with three:\n{said}"
        assert counts[1] <= at_most, f"{counts[1]} queries, at most {at_most}:\n{said}"
        return counts[1]

    return measure
