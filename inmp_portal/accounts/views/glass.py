"""« Accès exceptionnel »: opened by the technical administration, watched by the coordination and the direction."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.views.generic import FormView, View

from inmp_portal.accounts.actions.glass import break_glass, close_glass
from inmp_portal.accounts.forms.people import BreakGlassForm
from inmp_portal.accounts.models import BreakGlass, User
from inmp_portal.accounts.queries import latest_accesses
from inmp_portal.accounts.rules import can_break_glass, can_close_glass, can_follow_glass
from inmp_portal.accounts.web.signed_in import SignedIn
from inmp_portal.lib import clock
from inmp_portal.lib.french import hour
from inmp_portal.lib.verdict import Refused


class FollowsGlass(SignedIn, View):
    """Pages of the administration, the coordination and the direction; they do not exist for other people."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not can_follow_glass(request.user, clock.now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Glass(FollowsGlass, FormView):
    """GET/POST /compte/acces-exceptionnel/ — the accesses there were; open one."""

    form_class = BreakGlassForm
    template_name = "accounts/break_glass.html"
    success_url = reverse_lazy("accounts:glass")

    def form_valid(self, form: BreakGlassForm) -> HttpResponse:
        try:
            access = break_glass(by=self.person, at=clock.now(), reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(
            self.request, f"L’accès est ouvert jusqu’à {hour(access.ends_at)}. La coordination est prévenue."
        )
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, at = self.person, clock.now()
        witnesses = len(User.objects.content_readers())
        verdict = can_break_glass(person, at, witnesses=witnesses)
        rows = [(access, can_close_glass(person, access, at)) for access in latest_accesses(person, at)]
        return super().get_context_data(rows=rows, verdict=verdict, minutes=settings.BREAK_GLASS_MINUTES, **kwargs)


class CloseGlass(FollowsGlass):
    """POST /compte/acces-exceptionnel/<id>/fin/ — close one before its hour."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        at = clock.now()
        access = get_object_or_404(BreakGlass.objects.visible_to(request.user, at), pk=pk)
        try:
            close_glass(access=access, by=self.person, at=at)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, "L’accès exceptionnel est refermé.")
        return redirect("accounts:glass")
