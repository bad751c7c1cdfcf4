"""The trail of an exceptional access: every page opened while it runs is in the journal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from inmp_portal.accounts.actions.glass import record_reading
from inmp_portal.accounts.web.middleware import GetResponse
from inmp_portal.lib import clock


class BreakGlassTrail:
    """Journals the address of each page that was answered to somebody whose access was asked for on the way.

    A request that never asked cannot have shown anything through it, and costs no query. This is the one entry that
    a GET writes: the reading itself is what has to be known.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        access = request.user.glass_asked_for if request.user.is_authenticated else None
        if access and response.status_code == 200 and not request.path.startswith(reverse("accounts:profile")):
            record_reading(access=access, at=clock.now(), path=request.path)
        return response
