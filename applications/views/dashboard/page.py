"""GET /pilotage/ – where the call stands: counts, drawings with their tables, what calls for attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.methods.drawing import columns
from applications.models import Axis
from applications.queries.dashboard import STEPS, Figures, figures
from applications.queries.listing import axes_of, institutions
from applications.views.coordination.access import CoordinationMixin
from applications.views.dashboard.alerts import alerts_of
from applications.views.dashboard.matrix import Matrix, matrix
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.bars import Bars, bars_of


class Dashboard(CoordinationMixin):
    """Two queries for the counts when nothing changed; the rest does not depend on how many dossiers there are."""

    reads_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        axes, places = axes_of(self.call), institutions()
        found = figures(self.call, user=request.user, at=self.at)
        context = {
            "figures": found, "phase": self.call.phase(self.at), "call": self.call,
            "alerts": alerts_of(self.call, axes, found, user=request.user, at=self.at),
            "days": columns.draw(found.days), "drawings": _drawings(axes, found),
            "matrices": _matrices(axes, places, found),
        }  # fmt: skip
        return render(request, "applications/pilotage/dashboard/page.html", context)


def _matrices(axes: Mapping[int, Axis], places: Mapping[int, Institution], found: Figures) -> list[Matrix]:
    names = {key: place.name for key, place in places.items()}
    codes = {key: place.code for key, place in places.items()}
    by_place = [(cell, cell.place) for cell in found.cells]
    by_nature = [(cell, cell.nature or None) for cell in found.cells]
    return [
        matrix("etablissements", "Axes et établissements", axes, names, by_place, codes=codes),
        matrix("natures", "Axes et natures de projet", axes, found.natures, by_nature),
    ]


@dataclass(frozen=True)
class Drafts:
    """One bar: drafts of a step of completeness, or of an axis."""

    label: str
    count: int
    share: float = 0  # not said: the bars alone compare


_STEPS = ("moins de 25\u00a0%", "de 25 à 49\u00a0%", "de 50 à 74\u00a0%", "de 75 à 99\u00a0%", "100\u00a0%")


def _drawings(axes: Mapping[int, Axis], found: Figures) -> list[Bars]:
    by_step = [Drafts(label, found.drafts_from(step)) for step, label in zip(STEPS, _STEPS, strict=True)]
    by_axis = [Drafts(f"{axis.number}. {axis.short_title}", found.drafts_in(key)) for key, axis in axes.items()]
    drawn = (
        _bars("completude", "Complétude des brouillons", "Complétude", by_step),
        _bars("axes-brouillons", "Brouillons par axe principal", "Axe", by_axis),
    )
    return [bars for bars in drawn if not bars.is_empty]


def _bars(key: str, title: str, head: str, drafts: list[Drafts]) -> Bars:
    return bars_of(key, title, head, drafts, note="Brouillons en cours", percent=False, unit="Brouillons")
