"""POST /pilotage/cafes/<slug>/accueil/sans-inscription/ – two fields, and the person is in, unless the name is known."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from events.actions.day.walking_in import KnownName, walk_in
from events.forms.arriving import TapForm, WalkInForm
from events.queries.day.board import Board, row_of
from events.views.day.base import Deed
from inmp_portal.lib.verdict import Refused


class WalkIn(Deed):
    """Refused, what was typed stays; a name that is registered already is shown with whose it is, to choose."""

    def act(self) -> str:
        self.form = WalkInForm(self.request.POST)
        if not self.form.is_valid():
            raise Refused(" ".join(str(said) for found in self.form.errors.values() for said in found))
        said, tap = self.form.cleaned_data, TapForm(self.request.POST).tap(self.at)
        person = {"name": said["name"], "place": said["place"], "is_another": said["another"]}
        walk_in(cafe=self.cafe, by=self.request.user, at=self.at, **person, **tap)
        return f"{said['name']}\u00a0: arrivée notée, sans inscription."

    def refuse(self, refusal: Refused, **more: Any) -> HttpResponse:
        found = [row_of(one) for one in refusal.registrations] if isinstance(refusal, KnownName) else []
        page = {"namesakes": found, "form": self.form, "cafe": self.cafe, "reason": refusal.reason}
        if self.is_script:
            choice = render_to_string("events/day/parts/_namesakes.html", page, self.request) if found else ""
            return super().refuse(refusal, **({"choice": choice} if choice else {}))
        board = Board.of(self.cafe, self.request.user, self.at)
        return self.show("events/day/reception.html", board, "", status=409 if found else 422, **page)
