"""What every test stands on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from inmp_portal.lib import clock


@pytest.fixture
def at() -> datetime:
    """The instant at which tests happen unless they say otherwise: the demonstration's, Tuesday 2 September 2025, 10:00."""
    return datetime(2025, 9, 2, 10, 0, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def frozen_clock(at: datetime) -> Iterator[None]:
    """Nothing in a test depends on the day it runs."""
    with clock.frozen(at):
        yield
