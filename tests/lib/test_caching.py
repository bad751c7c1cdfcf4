"""What is kept in a process, and the shared cache: one statement a write, the first one to add wins."""

from __future__ import annotations

import pytest
from django.core.cache import cache, caches

from inmp_portal.lib import caching
from inmp_portal.lib.caching import Kept


def test_a_value_is_computed_once_for_its_key():
    kept, computed = Kept(2), []
    for key in ("a", "b", "a", "b"):
        assert kept.get(key, lambda key=key: computed.append(key) or key.upper()) == key.upper()
    assert computed == ["a", "b"]


def test_the_least_recently_used_is_forgotten():
    kept, computed = Kept(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, lambda key=key: computed.append(key))
    assert computed == ["a", "b", "c", "b"]


def test_a_failure_is_not_kept():
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 1) == 1


def test_the_shared_cache_writes_and_reads_in_one_statement_each(db, django_assert_num_queries):
    with django_assert_num_queries(3):
        cache.set("a", {"b": [1, None]}, 60)
        cache.set("a", {"b": [2, "é"]}, 60)
        assert cache.get("a") == {"b": [2, "é"]}


def test_only_the_first_adds_until_it_has_expired(db):
    assert [cache.add("a", n, 60) for n in (1, 2)] == [True, False]
    assert cache.get("a") == 1
    cache.set("a", 3, -5)
    assert cache.add("a", 4, 60) is True
    assert cache.get("a") == 4


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_at_once_one_does(in_parallel):
    try:
        assert sorted(in_parallel(8, lambda n: cache.add("a", n, 60))) == [False] * 7 + [True]
    finally:
        cache.clear()


def test_what_has_no_end_stays_and_what_has_none_left_is_gone(db):
    cache.set("a", 1, None)
    cache.set("b", 1, 0)
    assert (cache.get("a"), cache.get("b")) == (1, None)


def test_a_table_that_is_full_makes_room_for_what_is_new(db, monkeypatch):
    monkeypatch.setattr(caching, "_COUNTED", 1)
    monkeypatch.setattr(caches["default"], "_max_entries", 6)  # `cache` only stands for it: undone, it would be deleted
    for n in range(30):
        cache.set(f"cle-{n}", n, 60)
    kept = [n for n in range(30) if cache.get(f"cle-{n}") is not None]
    assert 0 < len(kept) <= 6
