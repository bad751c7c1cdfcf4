"""Error pages: never a bare one. Each says what happened, what is not lost, and a reference for the coordination."""

from __future__ import annotations

import re
import secrets
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

log = structlog.get_logger(__name__)
_REQUEST_ID = re.compile(r"[0-9a-f]{8}")


def incident() -> str:
    """The first eight characters of the request's number in the logs; a new one when the request never got there."""
    request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    if _REQUEST_ID.match(request_id):
        return request_id[:8]
    made = secrets.token_hex(4)
    log.warning("incident", incident=made)
    return made


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, said=_sentence(exception))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def limited(request: HttpRequest) -> HttpResponse:
    """Too many tries in a short time (allauth looks for `handler429` beside the addresses)."""
    return _page(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not match: a session that ended, or a page kept open for long."""
    log.warning("csrf_refused", reason=reason)
    return _page(request, 403, template="csrf")


def _sentence(exception: Exception | None) -> str:
    """A refusal may carry the French sentence to show: one that begins with a capital and ends with a full stop."""
    sentence = str(exception) if exception else ""
    return sentence if sentence[:1].isupper() and sentence.endswith(".") else ""


def _page(request: HttpRequest, status: int, *, template: str = "", said: str = "") -> HttpResponse:
    """Rendered without the request: no database, no session, so that it stands when they do not."""
    number = incident()
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": status, "incident": number}, status=status)
    context: dict[str, Any] = {
        "incident": number,
        "contact": settings.CONTACT_EMAIL,
        "said": said,
        "address": request.path,
    }
    page = render_to_string(f"errors/{template or status}.html", context)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
