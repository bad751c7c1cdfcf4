"""A folder of its own for each test of the command: nothing of the checkout's var/ is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inmp_portal.boot.serving import child, orphans, place


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """`var/` of the serving part."""
    for module in (orphans, place):
        monkeypatch.setattr(module, "RUNNING", tmp_path / "run")
    monkeypatch.setattr(place, "VAR", tmp_path)
    monkeypatch.setattr(child, "LOGS", tmp_path / "log")
    yield tmp_path
