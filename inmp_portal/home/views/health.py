"""GET /sante: is the portal well, for monitoring and load balancers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from inmp_portal.home import queries


@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """200 when the portal serves (even degraded), 503 when a deposit would fail."""
    health = queries.health()
    status = 503 if health["status"] == "down" else 200
    return JsonResponse(health, status=status, headers={"Cache-Control": "no-store"})
