"""The shape of a public page: the current call, the portal's instant, and headers that let it be kept a moment."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView

from applications.models import Call
from applications.queries.facts import public_facts
from applications.queries.public import call_with_parameters
from inmp_portal.lib import clock


class PublicPage(TemplateView):
    """Subclasses set `template_name`; `wants_facts` when their copy speaks of parameters; `read(call)` adds rows."""

    title = ""  # in the breadcrumbs
    trail: tuple[tuple[str, str], ...] = ()
    wants_facts = False
    http_method_names = ["get", "head", "options"]
    call: Call | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = clock.now()
        self.call = call_with_parameters() if self.wants_facts else Call.objects.current()
        request.site_call = self.call  # read by applications.context

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.call is None:
            return self.response_class(request, ["applications/public/no_call.html"], {"at": self.at}, status=503)
        return kept_a_moment(request, super().get(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = self.call
        assert call is not None  # `get` has answered otherwise
        facts = {"facts": public_facts(call)} if self.wants_facts else {}
        return super().get_context_data(call=call, at=self.at, **facts, **self.read(call), **kwargs)

    def read(self, call: Call) -> dict[str, Any]:
        """What this page shows besides the call."""
        return {}


def kept_a_moment(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A visitor's browser may keep the page a minute; a signed-in person's, or one whose clock moves, asks again."""
    if settings.TIME_TRAVEL or settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=60)
    return response
