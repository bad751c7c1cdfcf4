"""The coordination's door: visitors sign in, everybody else without the role finds nothing here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import View

from applications.models import Call
from applications.rules.coordinating import can_coordinate
from inmp_portal.lib import clock


class CoordinationMixin(LoginRequiredMixin, View):
    """Gives `self.call` and `self.at` to the pages of the coordination; 404 for whoever may not coordinate."""

    call: Call

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        call = Call.objects.current()
        if call is None or not can_coordinate(request.user, self.at):
            raise Http404
        self.call = request.site_call = call
        return super().dispatch(request, *args, **kwargs)
