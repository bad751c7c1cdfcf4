"""Once per request: the instance's clock."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inmp_portal.lib import clock, instance


class ClockMiddleware:
    """Stand at the instance's instant for the time of the request; costs nothing in production."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.TIME_TRAVEL:
            return self.get_response(request)
        with clock.shifted(instance.clock_offset()):
            return self.get_response(request)
