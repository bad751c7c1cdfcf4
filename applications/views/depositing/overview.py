"""The page of one's own dossier: where it stands, what is expected, its deposits and its story."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from applications.queries.beside import notes_beside
from applications.queries.deposits.overview import overview_of
from applications.queries.messages import asked_of_teams
from applications.rules import depositing as rules
from applications.rules.drafting import can_edit
from applications.views.depositing.own import own_applications
from inmp_portal.lib import clock


class Overview(LoginRequiredMixin, View):
    """GET /dossiers/<ref>/ — for its lead; for everybody else there is no such page."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        at = clock.now()
        application = get_object_or_404(own_applications(request.user, at), reference=reference)
        rules.can_follow(request.user, application, at).require()
        context: dict[str, Any] = {
            "overview": overview_of(application, at),
            "application": application,
            "role": application.role_of(request.user),
            "at": at,
            "beside": notes_beside(application, request.user, at),
            "asked": asked_of_teams([application.pk], request.user, at).get(application.pk),
            "can_edit": can_edit(request.user, application, at),
            **{name: getattr(rules, name)(request.user, application, at) for name in _ASKED},
        }
        return render(request, "applications/overview/overview.html", context)


_ASKED = ("can_deposit", "can_reopen", "can_abandon_changes", "can_withdraw", "can_restore")
