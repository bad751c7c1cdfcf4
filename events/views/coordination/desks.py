"""/pilotage/cafes/<slug>/guichets/ – who answers what, and the words that lead to them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from events.actions.coordination.desks import arrange_desks, set_lexicon
from events.forms.coordination.desks import DesksForm, LexiconForm
from events.methods.reading.lexicon import problems
from events.queries.routing import propose
from events.rules.coordinating import can_plan
from events.views.coordination.base import CafeAction
from inmp_portal.lib.french import counted


class Desks(CafeAction):
    """GET/POST …/guichets/"""

    rule = can_plan
    form_class = DesksForm  # type: ignore[assignment]  # made with `get_form_kwargs`
    template_name = "events/coordination/desks/desks.html"
    tab = "desks"
    back = "cafe_guichets"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "cafe": self.object}

    def act(self, form: Any) -> str:
        changed = arrange_desks(cafe=self.object, wanted=form.wanted(), by=self.request.user, at=self.at)
        return f"{counted(len(changed), 'guichet modifié', 'guichets modifiés')}."


class Lexicon(CafeAction):
    """GET/POST …/lexique/ — « Essayer » sends the question through what is typed and keeps nothing."""

    rule = can_plan
    form_class = LexiconForm  # type: ignore[assignment]  # as above
    template_name = "events/coordination/desks/lexicon.html"
    tab = "desks"
    back = "cafe_lexicon"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "cafe": self.object}

    def form_valid(self, form: Any) -> HttpResponse:
        wrong = self._problems(form)
        if not wrong and "essayer" not in self.request.POST:
            return super().form_valid(form)
        self.object.lexicon = form.lexicon()  # of this page only: nothing is saved
        tried = None if wrong else propose(self.object, form.cleaned_data["question"])
        words = form.themes.get(tried.theme, tried.theme) if tried else ""
        context = self.get_context_data(form=form, problems=wrong, tried=tried, theme=words)
        return self.render_to_response(context, status=422 if wrong else 200)

    def _problems(self, form: Any) -> list[str]:
        desks = {desk.code: desk.themes for desk in self.object.desks.order_by("code")}
        return problems({**form.lexicon(), "desks": desks})

    def act(self, form: Any) -> str:
        set_lexicon(cafe=self.object, lexicon=form.lexicon(), by=self.request.user, at=self.at)
        return "Le lexique est enregistré."
