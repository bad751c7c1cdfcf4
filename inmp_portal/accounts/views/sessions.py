"""One's own sessions: where one is signed in, and signing out from afar."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from inmp_portal.lib import clock
from inmp_portal.lib.devices import device


class Sessions(LoginRequiredMixin, TemplateView):
    """GET /compte/sessions/ — one's sessions, this one first."""

    template_name = "usersessions/usersession_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        sessions = UserSession.objects.purge_and_list(self.request.user)
        sessions.sort(key=lambda session: (not session.is_current(), -session.created_at.timestamp()))
        # allauth dates them by the machine's clock: shown at the portal's, as every other date.
        rows = [(session, device(session.user_agent), session.created_at + clock.offset()) for session in sessions]
        return super().get_context_data(rows=rows, **kwargs)


class EndSession(LoginRequiredMixin, View):
    """POST /compte/sessions/fin/ — end one other session (`session`), or all of them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
        chosen = request.POST.get("session")
        ended = [get_object_or_404(others, pk=chosen)] if chosen else list(others)
        for session in ended:
            session.end()
        messages.success(request, "C’est fait : ces sessions sont fermées." if ended else "Aucune autre session.")
        return redirect("usersessions_list")
