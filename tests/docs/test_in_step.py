"""The generated pages of docs/ say what the code says."""

from __future__ import annotations

import pytest

from tests.architecture.code import name
from tests.docs.pages import all_pages

PAGES = all_pages()


@pytest.mark.parametrize("path", PAGES, ids=map(name, PAGES))
def test_is_in_step(path):
    assert path.exists() and path.read_text(encoding="utf-8") == PAGES[path], "run ./portal docs"


def test_every_machine_is_drawn():
    states = next(text for path, text in PAGES.items() if path.stem == "states")
    assert "applications.states.APPLICATION" not in states and "applications.APPLICATION" in states
    assert "DRAFT --> DEPOSITED" in states
