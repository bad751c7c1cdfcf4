"""The health page and the metrics answer before everything else: no host check, no session, no clock, no database needed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from inmp_portal.home.views.health import health_page
from inmp_portal.home.views.metrics import may_read, metrics_page

ADDRESS, METRICS = "/sante", "/metrics"


class HealthMiddleware:
    """Load balancers ask by IP address and without TLS, and want an answer when the database gives none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.rstrip("/") == ADDRESS:
            return health_page(request)
        if request.path_info == METRICS and may_read(request):
            return metrics_page(request)
        return self.get_response(request)
