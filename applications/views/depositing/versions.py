"""The versions of one's own dossier, and two of them compared."""

from __future__ import annotations

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from applications.documents.versions import WORKING, compared, source_named
from applications.models import Application, Deposit
from applications.queries.deposits.overview import deposits_of
from applications.rules.depositing import can_follow
from applications.views.depositing.own import own_applications
from inmp_portal.lib import clock


class Versions(LoginRequiredMixin, View):
    """GET /dossiers/<ref>/versions/?de=1&a=travail"""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        at = clock.now()
        application = get_object_or_404(own_applications(request.user, at), reference=reference)
        can_follow(request.user, application, at).require()
        deposits = deposits_of(application)
        names = _names(application, deposits)
        before, after = request.GET.get("de", names[-2:-1] and names[-2][0]), request.GET.get("a", names[-1][0])
        sides = [source_named(application, str(name)) for name in (before, after)]
        context = {"application": application, "deposits": deposits, "names": names, "before": before, "after": after}
        context["comparison"] = compared(*sides) if all(sides) and before != after else None
        return render(request, "applications/deposit/versions.html", context)


def _names(application: Application, deposits: list[Deposit]) -> list[tuple[str, str]]:
    """What can be compared, in order of time: value and words."""
    names = [(str(deposit.version), f"Version {deposit.version} déposée") for deposit in reversed(deposits)]
    is_working = application.reopened_at is not None or not deposits
    return [*names, (WORKING, "Copie de travail")] if is_working else names
