"""GET /metrics: the portal's health and its requests, as Prometheus reads them; for whoever holds METRICS_TOKEN."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from inmp_portal.home import queries

# name: what it tells, where it stands in the health
GAUGES = {
    "portal_mails_unsent": ("Mails that wait", "mail", "unsent"),
    "portal_oldest_unsent_mail_seconds": (
        "Age of the oldest mail that should have left",
        "mail",
        "oldest_unsent_seconds",
    ),
    "portal_documents_due": ("PDFs that wait", "documents_due", "waiting"),
    "portal_oldest_document_seconds": ("Age of the oldest PDF that is due", "documents_due", "oldest_seconds"),
    "portal_last_beat_seconds": ("Since beat, broker and worker were last alive together", "beat", "last_beat_seconds"),
    "portal_disk_free_megabytes": ("Room left for files", "disk", "free_mb"),
}


def may_read(request: HttpRequest) -> bool:
    """Only with the token, and only where there is one; to anybody else the page does not exist."""
    token = settings.METRICS_TOKEN
    return bool(token) and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}")


def metrics_page(request: HttpRequest) -> HttpResponse:
    """The health, then what django-prometheus counted in every process of this web server."""
    # An option: its package is there only where METRICS_TOKEN is set.
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest, multiprocess

    registry = CollectorRegistry()
    registry.register(Health())
    multiprocess.MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Health:
    """A collector of prometheus_client: asked at each reading."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily  # an option, see above

        health = queries.health()
        parts = GaugeMetricFamily("portal_part_ok", "Is this part of the portal well?", labels=["part"])
        for name, part in health.items():
            if isinstance(part, dict):
                parts.add_metric([name], float(part["ok"]))
        yield parts
        for name, (told, part, field) in GAUGES.items():
            value = health.get(part, {}).get(field)
            if value is not None:
                yield GaugeMetricFamily(name, told, value=value)
