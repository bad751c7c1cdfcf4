"""The reception's door: the coordination's, for one café."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from events.models import Cafe
from events.queries.coordination.cafes import cafes_of_the_staff
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused


class ReceptionMixin(LoginRequiredMixin, View):
    """Gives `self.cafe` and `self.at`; 404 for whoever may not coordinate."""

    cafe: Cafe

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        self.cafe = get_object_or_404(cafes_of_the_staff(request.user, self.at), slug=kwargs["slug"])
        request.site_call = self.cafe.call  # read by applications.context
        return super().dispatch(request, *args, **kwargs)


class Deed(ReceptionMixin):
    """POST only. `act()` makes one action call and returns the sentence; scripts are answered in JSON."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            said, status = self.act(), 200
        except Refused as refusal:
            said, status = refusal.reason, 409
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"said": said, "done": status == 200}, status=status)
        (messages.success if status == 200 else messages.error)(request, said)
        return self.back()

    def act(self) -> str:
        raise NotImplementedError

    def back(self) -> HttpResponse:
        """To the list, narrowed as it was."""
        sought = QueryDict(mutable=True)
        sought["q"] = self.request.POST.get("q", "")
        address = reverse("events:reception", args=[self.cafe.slug])
        return redirect(f"{address}?{sought.urlencode()}" if sought["q"] else address)
