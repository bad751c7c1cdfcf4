"""GET /pilotage/dossiers/<référence>/ – one dossier, read-only: what was deposited, its versions and its history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from applications.models import Application
from applications.queries.deposited import deposited_dossier
from applications.views.coordination.access import CoordinationMixin


class Dossier(CoordinationMixin):
    """Only deposited dossiers have a page here: a draft is a line of the list and nothing more."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        visible = Application.objects.visible_to(request.user, self.at).filter(last_deposited_at__isnull=False)
        found = get_object_or_404(visible.select_related("main_axis", "institution"), reference=reference)
        return render(request, "applications/pilotage/dossier.html", {"dossier": deposited_dossier(found)})
