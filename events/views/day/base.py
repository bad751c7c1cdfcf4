"""The reception's door: the coordination's, for one café."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import View

from events.forms.arriving import WalkInForm
from events.models import Cafe
from events.queries.coordination.cafes import cafes_of_the_staff
from events.queries.day.board import Board
from events.rules.arriving import can_mark_absent, can_receive
from inmp_portal.accounts.models import Institution
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

    def show(self, template: str, board: Board, search: str, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page, or its list alone."""
        person = self.request.user
        context = {
            "cafe": self.cafe, "at": self.at, "board": board, "search": search, "form": WalkInForm(), "namesakes": [],
            "verdict": can_receive(person, self.cafe, self.at), "can_close": can_mark_absent(person, self.cafe, self.at),
            "places": Institution.objects.order_by("name"), "csrf_cookie": settings.CSRF_COOKIE_NAME,
        }  # fmt: skip
        return render(self.request, template, {**context, **more}, status=status)


class Deed(ReceptionMixin):
    """POST only. `act()` makes one action call and returns the sentence; scripts are answered in JSON."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            said = self.act()
        except Refused as refusal:
            return self.refuse(refusal)
        if self.is_script:
            return JsonResponse({"said": said, "done": True})
        messages.success(request, said)
        return self.back()

    @property
    def is_script(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def refuse(self, refusal: Refused, **more: Any) -> HttpResponse:
        """The reason; `more` is for the script."""
        if self.is_script:
            return JsonResponse({"said": refusal.reason, "done": False, **more}, status=409)
        messages.error(self.request, refusal.reason)
        return self.back()

    def act(self) -> str:
        raise NotImplementedError

    def back(self) -> HttpResponse:
        """To the list, narrowed as it was."""
        sought = QueryDict(mutable=True)
        sought["q"] = self.request.POST.get("q", "")
        address = reverse("events:reception", args=[self.cafe.slug])
        return redirect(f"{address}?{sought.urlencode()}" if sought["q"] else address)
