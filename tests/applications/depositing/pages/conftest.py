"""The lead's browser."""

from __future__ import annotations

import pytest


@pytest.fixture
def signed_in(as_user, lead):
    return as_user(lead)
