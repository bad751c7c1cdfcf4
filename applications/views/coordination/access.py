"""The coordination's door: visitors sign in, everybody else without the role finds nothing here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import View

from applications.models import Call
from applications.rules.coordinating import can_consult, can_coordinate
from inmp_portal.lib import clock


class CoordinationMixin(LoginRequiredMixin, View):
    """Gives `self.call`, `self.at` and `self.may_act` to the pages of the coordination; 404 for whoever may not.

    A page that only reads says `reads_only = True`: it also opens to an exceptional access, for which `may_act` is no.
    """

    call: Call
    may_act: bool
    reads_only = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        call = Call.objects.current()
        self.may_act = bool(can_coordinate(request.user, self.at))
        if call is None or not (self.may_act or (self.reads_only and can_consult(request.user, self.at))):
            raise Http404
        self.call = request.site_call = call
        return super().dispatch(request, *args, **kwargs)
