"""Registrations that this browser may open because it followed their link: kept in its session, never in the address."""

from __future__ import annotations

from django.http import HttpRequest

from events.models import Registration

_KEY = "events.registrations"
_MOST = 20


def held_by(request: HttpRequest) -> list[str]:
    """References whose link this browser followed."""
    return list(request.session.get(_KEY, []))


def hold(request: HttpRequest, registration: Registration) -> None:
    """Remember that the link was followed."""
    kept = [reference for reference in held_by(request) if reference != registration.reference]
    request.session[_KEY] = [*kept, registration.reference][-_MOST:]
