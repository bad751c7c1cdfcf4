"""GET /pilotage/dossiers/<référence>/ – one dossier, read-only: what was deposited, its versions and its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from applications.models import Application
from applications.queries.deposited import DepositedDossier, deposited_dossier
from applications.states import State
from applications.views.coordination.access import CoordinationMixin
from applications.views.coordination.rows import TONES
from inmp_portal.lib import french


class Dossier(CoordinationMixin):
    """Only deposited dossiers have a page here: a draft is a line of the list and nothing more."""

    reads_only = True

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        visible = Application.objects.visible_to(request.user, self.at).filter(last_deposited_at__isnull=False)
        visible = visible.without_long_texts().select_related("main_axis", "institution", "lead")
        application = get_object_or_404(visible, reference=reference)
        found = deposited_dossier(application, request.user, self.at)
        context = {"dossier": found, "facts": _facts(found), "tone": TONES[State(application.state)]}
        context["may_act"] = self.may_act
        context["reads_messages"] = application.role_of(request.user) is None
        context["may_screen"] = application.role_of(request.user) is None and application.state != State.WITHDRAWN
        return render(request, "applications/pilotage/reading/dossier.html", context)


def _facts(found: DepositedDossier) -> list[tuple[str, Any]]:
    """The essential in pairs; what is not said is left out."""
    it = found.application
    others = [str(axis) for axis in found.secondary_axes]
    facts = [
        ("Personne porteuse", f"{it.lead_name} ({it.lead.email})"),
        ("Établissement", it.institution),
        ("Axe principal", it.main_axis),
        ("Axes secondaires" if len(others) > 1 else "Axe secondaire", ", ".join(others)),
        ("Durée", it.duration_months and f"{it.duration_months} mois"),
        ("Aide demandée", french.money(it.requested_amount)),
        ("Premier dépôt", f"{french.moment_seconds(it.first_deposited_at)} (heure de Paris)"),
    ]
    return [(term, value) for term, value in facts if value]
