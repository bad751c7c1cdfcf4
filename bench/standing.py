"""The clock of a bench: the workload lies in 2025, and production reads no clock from its database."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from inmp_portal.lib import clock, instance

REREAD = 0.5  # seconds, after which a clock that was moved is seen


class StandingClock:
    """In place of `ClockMiddleware`: the instance's offset, read now and then instead of at each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.offset, self.read_at = timedelta(0), float("-inf")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if time.monotonic() - self.read_at > REREAD:
            self.offset, self.read_at = instance.clock_offset(), time.monotonic()
        with clock.shifted(self.offset):
            return self.get_response(request)
