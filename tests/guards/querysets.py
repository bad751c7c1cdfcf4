"""Rows read without an order come back in another one, so that nothing leans on luck."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet

_fetch_all = QuerySet._fetch_all


def _fetch_all_shuffled(self: QuerySet[Any]) -> None:
    fresh = self._result_cache is None
    _fetch_all(self)
    rows = self._result_cache
    if fresh and not self.ordered and isinstance(rows, list) and len(rows) > 1:
        _disturb(rows)


def _disturb(rows: list[Any]) -> None:
    """Shuffle in place; never back into the order they came in."""
    before = [id(row) for row in rows]
    random.shuffle(rows)
    if [id(row) for row in rows] == before:
        rows.reverse()


@pytest.fixture(autouse=True)
def _unordered_querysets_come_back_shuffled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(QuerySet, "_fetch_all", _fetch_all_shuffled)
    yield
