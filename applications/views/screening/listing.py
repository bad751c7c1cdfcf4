"""GET /pilotage/recevabilite/ – the dossiers to screen, by what they wait for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications.queries.screening.listing import Stage, first_stage, listing
from applications.states import Phase
from applications.views.coordination.access import CoordinationMixin


class ScreeningList(CoordinationMixin):
    """One stage; without a stage in the address, the first that holds something."""

    reads_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("volet", "")
        stage = asked if asked in Stage.values else Stage.TO_START.value
        found = listing(stage, call=self.call, user=request.user, at=self.at, token=request.GET.get("page", ""))
        if not asked and stage != (first := first_stage(found.counts)):
            return redirect(f"{request.path}?volet={first}")
        stages = [(one.value, one.label, found.counts[one]) for one in Stage]
        context = {
            "found": found,
            "stages": stages,
            "stage": Stage(stage),
            "is_open": self.call.phase(self.at) <= Phase.OPEN,
        }
        return render(
            request,
            "applications/screening/list.html",
            context | {"call": self.call, "at": self.at, "may_act": self.may_act},
        )
