"""The morning of 27 May."""

from __future__ import annotations

from datetime import datetime

import pytest

from inmp_portal.lib.clock import PARIS


@pytest.fixture
def morning() -> datetime:
    """Tuesday 27 May 2025, 8:12."""
    return datetime(2025, 5, 27, 8, 12, tzinfo=PARIS)
