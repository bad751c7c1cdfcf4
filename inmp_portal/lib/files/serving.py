"""Giving a stored file to somebody who may have it: streamed, or handed to the proxy; never shown in the page."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from inmp_portal.lib.files import store


def served(digest: str, *, name: str, content_type: str) -> HttpResponseBase:
    """The answer of a download. The caller has asked the rule; `name` is for people only."""
    response: HttpResponseBase
    if settings.FILES_ACCEL_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.FILES_ACCEL_PREFIX.rstrip("/") + "/" + store.name_of(digest)
    else:
        response = FileResponse(store.open(digest), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
