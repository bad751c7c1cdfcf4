"""What is kept in a process: computed once under a key, the least used forgotten, nothing kept of a failure."""

from __future__ import annotations

import pytest

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
