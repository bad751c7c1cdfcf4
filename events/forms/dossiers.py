"""Which dossier a registration is about, and what of the questionnaire opens a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.models import Application
from events.queries.dossiers import Known
from events.rules.desks import SHARES_DOSSIER

SHARING = "J’accepte que la personne du guichet voie le titre, l’axe et le résumé de ce dossier"


def choices_of(dossiers: Sequence[Application]) -> list[tuple[str, str]]:
    """(reference, name) of each."""
    return [(dossier.reference, dossier.label) for dossier in dossiers]


class TieForm(forms.Form):
    """One of one's dossiers or none; the consent is asked where there is an expert to show it to."""

    dossier = forms.ChoiceField(
        label="Dossier concerné", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choisissez l’un de vos dossiers."},
    )  # fmt: skip
    partage_dossier = forms.BooleanField(
        label=SHARING, required=False,
        help_text="Facultatif, retirable à tout moment. Les évaluateurs et évaluatrices ne voient rien de ce rendez-vous.",
    )  # fmt: skip

    def __init__(self, *args: Any, dossiers: Sequence[Application], asks_sharing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dossier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices_of(dossiers), ("", "Aucun dossier")]
        if not asks_sharing:
            self.fields[SHARES_DOSSIER].widget = forms.HiddenInput()


class PrefillForm(forms.Form):
    """One box for each answer that is known, none ticked: what is not ticked is not taken over."""

    def __init__(self, *args: Any, known: Sequence[Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        for answer in known:
            label = f"{answer.label}\u00a0: {answer.wording}"
            self.fields[answer.key] = forms.BooleanField(label=label, required=False)

    def taken(self) -> dict[str, Any]:
        """The answers whose box is ticked."""
        self.full_clean()
        return {answer.key: answer.value for answer in self.known if self.cleaned_data.get(answer.key)}
