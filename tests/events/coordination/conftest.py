"""The coordination at its desk, and people whose names must not leak."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def desk(coordinator, as_user) -> Client:
    """The coordination's browser."""
    return as_user(coordinator)
