"""The two cafés, a Friday of May on which one signs up."""

from __future__ import annotations

from datetime import datetime

import pytest

from events.actions.loading import load_cafes
from events.content import read_cafes
from inmp_portal.lib.clock import PARIS


@pytest.fixture
def in_may(call, frozen_clock):
    """Both cafés loaded, the clock on 16 May 2025, 10:00."""
    at = datetime(2025, 5, 16, 10, 0, tzinfo=PARIS)
    frozen_clock(at)
    return load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=at)
