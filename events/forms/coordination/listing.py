"""The question that the list of registrations is asked, read from the address: what is not understood is left out."""

from __future__ import annotations

from typing import Any

from django import forms

from events.methods.reading.questionnaire import questions_of
from events.models import Cafe
from events.queries.coordination.listing import DEFAULT_ORDER, LIVE_ONES, ORDERS, OTHER_PLACE, Criteria, places
from events.states import RegistrationState
from inmp_portal.lib.fields import SearchField

_NAMES = {
    "q": "text", "etat": "state", "etablissement": "institution", "axe": "axis", "guichet": "desk",
    "venue": "walk_in", "accord": "consent", "besoin": "need",
}  # fmt: skip


class RegistrationFilter(forms.Form):
    """GET parameters `q`, `etat`, `etablissement`, `axe`, `guichet`, `venue`, `accord`, `besoin`, `order`."""

    q = SearchField(label="Rechercher")

    def __init__(self, data: Any, *, cafe: Cafe) -> None:
        super().__init__(data)
        self.named: dict[str, dict[str, str]] = {}
        asked = {question.id: question for question in questions_of(cafe.questions)}
        self._choose("etat", "État", {LIVE_ONES: "Toutes sauf annulées", **dict(RegistrationState.choices)})
        self._choose("etablissement", "Établissement", {
            **{place.code: place.short_name for place in places()}, OTHER_PLACE: "Autre établissement",
        })  # fmt: skip
        self._choose("axe", "Axe", dict(asked["axes"].options) if "axes" in asked else {})
        if not cafe.is_open_session:
            self._choose("guichet", "Guichet", dict(cafe.desks.order_by("code").values_list("code", "title")))
        self._choose("venue", "Venue sans inscription", {"oui": "Oui", "non": "Non"})
        self._choose("accord", "Accord donné", {key: q.label for key, q in asked.items() if q.is_consent})
        self._choose("besoin", "Besoin signalé", {"accessibilite": "Accès ou accueil"})

    def _choose(self, name: str, label: str, choices: dict[str, str]) -> None:
        if not choices:
            return
        self.named[name] = choices
        widget = forms.Select(attrs={"class": "form-select"})
        shown = [("", "Tous"), *choices.items()]
        self.fields[name] = forms.ChoiceField(label=label, required=False, widget=widget, choices=shown)

    def criteria(self) -> Criteria:
        """The question; values that the form does not offer are left out rather than refused."""
        self.is_valid()
        wanted = self.data.get("order", "")
        order = wanted if wanted.removeprefix("-") in ORDERS else DEFAULT_ORDER
        said = {attribute: self.cleaned_data.get(name, "").strip() for name, attribute in _NAMES.items()}
        return Criteria(**said, order=order)

    def chips(self) -> list[tuple[str, str, str]]:
        """(words, address without it) of each filter in force."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [(name, self._words(name, value), self._without(name)) for name, value in said.items()]

    def _words(self, name: str, value: str) -> str:
        if name == "q":
            return f"«\u00a0{value}\u00a0»"
        return f"{self.fields[name].label}\u00a0: {self.named[name][value]}"

    def _without(self, name: str) -> str:
        left: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, always
        for gone in (name, "page"):
            left.pop(gone, None)
        return f"?{left.urlencode()}"
