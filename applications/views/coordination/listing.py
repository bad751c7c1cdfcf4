"""GET /pilotage/dossiers/ – the list of dossiers; the question stays in the address and is remembered."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from applications.forms.listing import CriteriaForm
from applications.queries import listing
from applications.queries.criteria import Criteria, Half
from applications.views.coordination.access import CoordinationMixin
from applications.views.coordination.rows import rows_of
from inmp_portal.lib import french

REMEMBERED = "pilotage.dossiers"


class DossierList(CoordinationMixin):
    """One half of the dossiers, narrowed and ordered as the address says."""

    reads_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.GET and request.session.get(REMEMBERED):
            return redirect(f"{request.path}?{request.session[REMEMBERED]}")
        axes, places = listing.axes_of(self.call), listing.institutions()
        form = CriteriaForm(request.GET, axes=list(axes.values()), institutions=list(places.values()))
        criteria = form.criteria()
        token = request.GET.get("page", "")
        found = listing.listing(criteria, call=self.call, user=request.user, at=self.at, token=token)
        if not request.GET and found.counts[Half.DRAFTS] and not found.counts[Half.DEPOSITED]:
            return redirect(f"{request.path}?volet={Half.DRAFTS}")  # before the first deposit, that is where all is
        self._remember(request)
        rows = rows_of(found.page.rows, axes=axes, places=places)
        context = {"form": form, "criteria": criteria, "found": found, "rows": rows, "axes": axes.values()}
        context["may_act"] = self.may_act
        return render(request, "applications/pilotage/dossiers.html", context | _words(criteria, found, form))

    def _remember(self, request: HttpRequest) -> None:
        """Keep the question for the next visit; written only when it changes.

        Neither the page nor the half: one comes back to the dossiers that wait for the coordination.
        """
        said = {name: value for name, value in request.GET.items() if name not in ("page", "volet") and value}
        kept = urlencode(said)
        if request.GET and request.session.get(REMEMBERED, "") != kept:
            request.session[REMEMBERED] = kept


def _words(criteria: Criteria, found: listing.Listing, form: CriteriaForm) -> dict[str, Any]:
    """The sentences of the page."""
    counts = {half: _count(found.counts[half]) for half in Half.values}
    halves = [(half.value, half.label, counts[half]) for half in Half]
    total = found.counts[criteria.half]
    narrowed = french.counted(min(total, listing.COUNT_CAP), "dossier")
    return {
        "halves": halves,
        "is_drafts": criteria.half == Half.DRAFTS,
        "chips": form.chips(),
        "caption": f"plus de {narrowed}" if total > listing.COUNT_CAP else narrowed,
        "export_url": reverse("applications:coordination_export"),
        "reset_url": f"{reverse('applications:coordination_list')}?volet={criteria.half}",
    }


def _count(number: int) -> str:
    return f"{french.number(listing.COUNT_CAP)}+" if number > listing.COUNT_CAP else french.number(number)
