"""What every page knows of the current call: its name and its deadline, one light query, only when used."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from applications.models import Call


def site_call(request: HttpRequest) -> dict[str, Any]:
    """`site_call` is the edition that the public pages speak of (a lazy `Call`, or falsy when none is loaded)."""
    return {"site_call": SimpleLazyObject(Call.objects.current)}
