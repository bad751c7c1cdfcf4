"""Texts kept beside the tests: a change of wording shows in review. Written by `--snapshot-update`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the texts that differ instead of failing")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`snapshot(name, text)` compares with tests/snapshots/<name>; the name may hold folders and an extension."""

    def compare(name: str, text: str) -> None:
        path = FOLDER / name
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"no snapshot {name}: look at the text, then run with --snapshot-update"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs: run with --snapshot-update if it is right"

    return compare
