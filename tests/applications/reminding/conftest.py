"""A draft to remind of."""

from __future__ import annotations

import pytest

from applications.states import State
from tests.applications.reminding.scene import paris


@pytest.fixture
def draft(application_in, lead):
    """A draft of the spring, one tenth written."""
    return application_in(
        State.DRAFT, lead=lead, title="Étude normande", acronym="NORMA",
        created_at=paris("2025-05-02T10:00"), completeness=10,
    )  # fmt: skip
