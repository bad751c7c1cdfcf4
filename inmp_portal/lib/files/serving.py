"""Giving a stored file to somebody who may have it: streamed, handed to the proxy, or by a signed address of S3."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from inmp_portal.lib.files import store


def served(digest: str, *, name: str, content_type: str, is_shown: bool = False) -> HttpResponseBase:
    """The answer of a download. The caller has asked the rule; `name` is for people only.

    `is_shown`: in the browser, for a file that the portal made itself; what people sent is saved, and kept apart if opened.
    """
    disposition = content_disposition_header(as_attachment=not is_shown, filename=name) or "attachment"
    response: HttpResponseBase
    if settings.S3_BUCKET:
        response = HttpResponseRedirect(
            store.signed_address(digest, disposition=disposition, content_type=content_type)
        )
    elif settings.FILES_ACCEL_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.FILES_ACCEL_PREFIX.rstrip("/") + "/" + store.name_of(digest)
    else:
        response = FileResponse(store.open(digest), content_type=content_type)
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    if not is_shown:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
