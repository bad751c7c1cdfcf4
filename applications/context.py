"""What every page knows of the current call: its name and its deadline, one light query, only when used."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from applications.methods.deadline import Deadline, deadline_at
from applications.models import Call
from inmp_portal.lib import clock


def site_call(request: HttpRequest) -> dict[str, Any]:
    """`site_call` is the edition that the public pages speak of (lazy, falsy when none is loaded); `deadline` its sentence.

    A view that already holds the call puts it on the request as `site_call`, and no query is made again.
    """
    call = SimpleLazyObject(lambda: getattr(request, "site_call", None) or Call.objects.current())
    return {"site_call": call, "deadline": SimpleLazyObject(lambda: deadline_of(cast("Call | None", call)))}


def deadline_of(call: Call | None) -> Deadline | None:
    """The deadline of a call at the portal's instant."""
    if not call:
        return None
    return deadline_at(
        clock.now(),
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        announced_at=call.announced_at,
        results_text=call.results_text,
    )
