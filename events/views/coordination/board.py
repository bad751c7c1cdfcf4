"""/pilotage/cafes/ – the cafés, and the sizing board of each."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest
from django.views.generic import TemplateView

from applications.models import Call
from applications.rules.coordinating import can_coordinate
from events.methods import catering
from events.methods.shares import Share
from events.queries.coordination.board import Board, board_of
from events.queries.coordination.cafes import cafes_of_the_staff, heads_by_cafe
from events.queries.coordination.desks import demand_by_theme, seat_map
from events.views.coordination.base import CafeDesk
from inmp_portal.lib import clock
from inmp_portal.lib.bars import Bars, bars_of
from inmp_portal.lib.french import counted, short_time


class CafeDeskList(LoginRequiredMixin, TemplateView):
    """GET /pilotage/cafes/"""

    template_name = "events/coordination/cafes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.at = clock.now()
        if not can_coordinate(request.user, self.at):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = Call.objects.current()
        cafes = list(cafes_of_the_staff(self.request.user, self.at).filter(call=call).defer("questions", "lexicon"))
        heads = heads_by_cafe(self.request.user, call, self.at) if call else {}
        rows = [(cafe, heads.get(cafe.pk)) for cafe in cafes]
        return super().get_context_data(rows=rows, at=self.at, **kwargs)


class CafeBoard(CafeDesk):
    """GET /pilotage/cafes/<slug>/"""

    template_name = "events/coordination/board.html"
    tab = "board"

    def read(self) -> dict[str, Any]:
        board = board_of(self.cafe, self.request.user, self.at)
        context: dict[str, Any] = {"board": board, "drawings": _drawings(board)}
        if not self.cafe.is_open_session:
            themes = demand_by_theme(self.cafe, self.request.user, self.at)
            context["themes"] = bars_of(
                "themes", "Demande par thème", "Thème", themes, note="Questions posées", unit="Questions"
            )
            context["map"] = seat_map(self.cafe, self.request.user, self.at)
        return context


class CaterersText(CafeDesk):
    """GET /pilotage/cafes/<slug>/traiteur/ — the order, ready to be copied; nobody is named in it."""

    template_name = "events/coordination/caterer.html"
    tab = "board"

    def read(self) -> dict[str, Any]:
        board = board_of(self.cafe, self.request.user, self.at)
        return {"text": catering.text(board.order_for(self.cafe))}


def _drawings(board: Board) -> list[Bars]:
    """The drawings of the board, those that hold something."""
    hours = [Share(f"{row.begins:%H:%M}", short_time(row.begins), row.people, 0) for row in board.arrivals]
    without = counted(board.no_hour, "personne n’a", "personnes n’ont") + " pas annoncé d’heure"
    people = "Personnes qui ont une place"
    found = [
        bars_of("places", "Établissements", "Établissement", board.places, note=people),
        bars_of(
            "axes",
            "Axes qui intéressent",
            "Axe",
            board.axes,
            note="Plusieurs axes possibles par personne",
            percent=False,
        ),
        bars_of("standing", "État des projets", "État du projet", board.standing, note=people),
        bars_of(
            "arrivals", "Arrivées annoncées", "Demi-heure", hours, note=without if board.no_hour else "", percent=False
        ),
        bars_of("drinks", "Boissons", "Boisson", board.drinks, note="Réponses données", percent=False),
        bars_of("formats", "Sur place ou à distance", "Format", board.formats, note="Réponses données", percent=False),
    ]
    return [bars for bars in found if not bars.is_empty]
