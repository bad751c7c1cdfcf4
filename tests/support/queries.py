"""The idiom of every list: the same number of queries with one row and with three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


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
