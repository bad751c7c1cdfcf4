"""Where the portal listens: a free port, one portal a folder, and the words when it cannot be."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from inmp_portal.boot.messages import Stop
from inmp_portal.boot.serving import place
from inmp_portal.boot.serving.place import Place


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_port_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_HOST", raising=False)
    monkeypatch.setenv("PORT", "8123")
    assert place.place() == Place("127.0.0.1", 8123)
    monkeypatch.delenv("PORT")
    assert place.place().url == "http://localhost:8000/"


@pytest.mark.parametrize("raw", ["", "0", "65536", "http", "80 80", "-1", "٣"])
def test_a_wrong_port_is_told(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("PORT", raw)
    with pytest.raises(Stop, match="1 à 65535"):
        place.place()


@pytest.mark.usefixtures("var")
def test_a_taken_port_names_a_free_one(taken: int) -> None:
    with pytest.raises(Stop, match=f"port {taken} est déjà pris") as stopped:
        place.require_free(Place("127.0.0.1", taken))
    other = int(str(stopped.value.facts["other"]))
    assert place.is_free("127.0.0.1", other)


def test_a_second_portal_of_the_folder_is_told_who_runs(var: Path) -> None:
    with place.single(Place("127.0.0.1", 8123)):
        with pytest.raises(Stop, match="http://localhost:8123/") as stopped, place.single(Place("127.0.0.1", 8124)):
            pass
        assert f"kill {os.getpid()}" in str(stopped.value)
    with place.single(Place("127.0.0.1", 8124)):
        pass
