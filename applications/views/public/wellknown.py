"""Files that programs ask for: robots.txt and security.txt."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inmp_portal.lib import clock

PRIVATE = ("/administration/", "/compte/", "/demo/", "/dossiers/", "/espace/", "/pilotage/")


def robots(request: HttpRequest) -> HttpResponse:
    """GET /robots.txt — a demonstration stays out of search engines."""
    closed = PRIVATE if settings.PRODUCTION else ("/",)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """GET /.well-known/security.txt (RFC 9116)"""
    expires = (clock.now() + timedelta(days=180)).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
