"""The shape of a public page: the current call, the portal's instant, and for how long it may be kept."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView

from applications.models import Call
from applications.queries.facts import public_facts
from applications.queries.public import public_call
from inmp_portal.lib import clock
from inmp_portal.lib.caching import Kept

_pages: Kept[bytes] = Kept(64)


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
        self.call = public_call(with_parameters=self.wants_facts)
        request.site_call = self.call  # read by applications.context

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.call is None:
            return self.response_class(request, ["applications/public/no_call.html"], {"at": self.at}, status=503)
        if request.GET or not is_a_stranger(request):
            return kept_a_moment(request, super().get(request, *args, **kwargs))
        page = _pages.get(self.depends_on(self.call), lambda: self._content(request))
        return kept_a_moment(request, HttpResponse(page))

    def depends_on(self, call: Call) -> Hashable:
        """Everything that a stranger's page shows, its dates, axes and questions by the minute: a browser keeps it as long."""
        minute = self.at.replace(second=0, microsecond=0)
        return self.request.path, call.pk, call.row_version, call.phase(self.at), minute

    def _content(self, request: HttpRequest) -> bytes:
        return super().get(request).render().content

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = self.call
        assert call is not None  # `get` has answered otherwise
        facts = {"facts": public_facts(call)} if self.wants_facts else {}
        return super().get_context_data(call=call, at=self.at, **facts, **self.read(call), **kwargs)

    def read(self, call: Call) -> dict[str, Any]:
        """What this page shows besides the call."""
        return {}


def is_a_stranger(request: HttpRequest) -> bool:
    """Nobody in particular: not signed in, and no message waits to be told."""
    return not request.user.is_authenticated and not len(get_messages(request))


def kept_a_moment(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A visitor's browser may keep the page a minute; a signed-in person's, or one whose clock moves, asks again."""
    if settings.TIME_TRAVEL or settings.SESSION_COOKIE_NAME in request.COOKIES:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=60)
    return response
