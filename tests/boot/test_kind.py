"""Every command says which kind of instance it works on: its own is a demonstration, somebody's database is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inmp_portal.boot import kind
from inmp_portal.boot.database import access


class FakeCluster:
    def __init__(self, data: Path, *, durable: bool) -> None:
        self.data = data

    def start(self) -> str:
        return f"postgres://postgres@/portal?host={self.data}"

    def stop(self) -> None:
        pass


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "Cluster", FakeCluster)
    for name in ("PORTAL_INSTANCE", "DATABASE_URL"):
        monkeypatch.setenv(name, "")  # so that what a test leaves is undone


def test_the_embedded_database_is_a_demonstration() -> None:
    with access.database(Path("/srv/pg")):
        assert os.environ["PORTAL_INSTANCE"] == "demonstration"
        assert os.environ["DATABASE_URL"]


def test_what_the_person_says_of_the_embedded_database_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_INSTANCE", "rehearsal")
    with access.database(Path("/srv/pg")):
        assert os.environ["PORTAL_INSTANCE"] == "rehearsal"


def test_nothing_is_assumed_of_somebody_s_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings then take it for production."""
    monkeypatch.setenv("DATABASE_URL", "postgres://db/portail")
    with access.database() as cluster:
        assert cluster is None
        assert os.environ["PORTAL_INSTANCE"] == ""
    assert kind.stated() == {}
