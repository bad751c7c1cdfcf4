"""The shape of a public page of the cafés: the current call and the portal's instant."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.views.generic import TemplateView

from applications.models import Call
from applications.queries.public import public_call
from inmp_portal.lib import clock


class CafePublicPage(TemplateView):
    """Subclasses set `template_name` and `title`; `read(call)` adds what the page shows. 404 while no call is loaded."""

    title = ""  # in the breadcrumbs
    wants_parameters = False
    call: Call

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = clock.now()
        call = public_call(with_parameters=self.wants_parameters)
        if call is None:
            raise Http404
        self.call = request.site_call = call  # read by applications.context

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(call=self.call, at=self.at, **self.read(self.call), **kwargs)

    def read(self, call: Call) -> dict[str, Any]:
        """What this page shows besides the call."""
        return {}
