"""The 2025 form without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from applications import content
from applications.actions.loading import parameters_of
from applications.content import read_edition
from applications.demo.answers import answers_of
from applications.sections.context import Context
from applications.sections.definition import Definition, Field, definition_of

EDITION_FOLDER = Path(content.__file__).parent / "inmp-2025"
EDITION = read_edition("inmp-2025")
PARAMETERS = parameters_of(EDITION)


def demonstration_sheets() -> list[dict[str, Any]]:
    """The fictitious dossiers as they are described."""
    sheets: list[dict[str, Any]] = json.loads((EDITION_FOLDER / "demo.json").read_text(encoding="utf-8"))["dossiers"]
    return sheets


@pytest.fixture(scope="session")
def essential() -> Definition:
    return definition_of(EDITION.form, "essentiel", PARAMETERS)


@pytest.fixture(scope="session")
def full() -> Definition:
    return definition_of(EDITION.form, "complet", PARAMETERS)


@pytest.fixture(scope="session")
def sheets() -> list[dict[str, Any]]:
    return demonstration_sheets()


@pytest.fixture
def answers(sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """A whole dossier."""
    return answers_of(sheets[0])


@pytest.fixture
def context(essential: Definition, answers: dict[str, Any]) -> Context:
    return Context(essential, answers)


@pytest.fixture
def a_field():
    """`a_field("entier", min=1)`: a question of some type."""

    def make(type: str, **fields: Any) -> Field:
        return Field(**{"id": "question", "section": "s", "label": "Question", "type": type, **fields})

    return make
