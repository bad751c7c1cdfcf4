"""The question that the coordination's list is asked, read from the address: what is not understood is left out."""

from __future__ import annotations

from typing import Any

from django import forms

from applications.models import Axis
from applications.queries.criteria import DEFAULT_ORDER, ORDERS, Criteria, Half
from applications.queries.listing import states_of
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.fields import SearchField


class CriteriaForm(forms.Form):
    """GET parameters `volet`, `q`, `etat`, `axe`, `etablissement`, `patients`, `order`."""

    q = SearchField(label="Rechercher")
    etat = forms.ChoiceField(label="État", required=False)
    axe = forms.ChoiceField(label="Axe principal", required=False)
    etablissement = forms.ChoiceField(label="Établissement", required=False)

    patients = forms.ChoiceField(label="Données de patients", required=False)

    def __init__(self, data: Any, *, axes: list[Axis], institutions: list[Institution]) -> None:
        super().__init__(data)
        self.half = Half(data["volet"]) if data.get("volet") in Half.values else Half.DEPOSITED
        self.named = {
            "etat": {state.value: str(state.label) for state in states_of(self.half)},
            "axe": {str(axis.number): f"Axe {axis.number} – {axis.short_title}" for axis in axes},
            "etablissement": {place.code: place.name for place in institutions},
            "patients": {"1": "Données de patients à vérifier"},
        }
        for name, choices in self.named.items():
            field: Any = self.fields[name]
            field.choices = [("", "Tous"), *choices.items()]
            self.fields[name].widget.attrs["class"] = "form-select"
        patients: Any = self.fields["patients"]
        patients.choices = [("", "Tous"), ("1", "À vérifier")]  # its label says of what
        if self.half == Half.DRAFTS:
            del self.fields["etat"], self.fields["etablissement"], self.fields["patients"]

    def criteria(self) -> Criteria:
        """The question; values that the form does not offer are left out rather than refused."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in ("q", "etat", "axe", "etablissement", "patients")}
        return Criteria(
            half=self.half,
            text=said["q"].strip(),
            state=said["etat"],
            axis=int(said["axe"]) if said["axe"] else None,
            institution=said["etablissement"],
            doubted=bool(said["patients"]),
            order=self._order(),
        )

    def chips(self) -> list[tuple[str, str]]:
        """Parameters in force, each with its words, to be taken away one by one."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [(name, f"« {value} »" if name == "q" else self.named[name][value]) for name, value in said.items()]

    def _order(self) -> str:
        wanted = self.data.get("order", "")
        return wanted if wanted.lstrip("-") in ORDERS[self.half] else DEFAULT_ORDER[self.half]
