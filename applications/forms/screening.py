"""The forms of the screening: an answer to a check, a complement and its answer, a decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from applications.sections.definition import Definition, Section
from applications.sections.screening.naming import nameable
from applications.states import Finding, State
from inmp_portal.lib.fields import InstantField, TypedField

_AREA = {"class": "form-control", "rows": 3}
REASON_MAX, MOTIVE_MAX, PRECISION_MAX = 1000, 4000, 300


class AnswerForm(forms.Form):
    """One check. Whether a reason is needed depends on the check: the action says so."""

    finding = forms.ChoiceField(
        label="Réponse", choices=Finding.choices, widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Choisissez une réponse.", "invalid_choice": "Choisissez une réponse de la liste."},
    )  # fmt: skip
    reason = TypedField(
        label="Motif", required=False, max_length=REASON_MAX, widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )  # fmt: skip


@dataclass(frozen=True)
class Nameable:
    """One question of the request's form: the box that names it, the line that says what is expected."""

    box: BoundField
    precision: BoundField


class ComplementForm(forms.Form):
    """Which questions are to be completed, each with a precision; until when; a word to the team."""

    def __init__(
        self, data: Any = None, *, definition: Definition, usual: Iterable[str], due_at: datetime, **kwargs: Any
    ) -> None:
        initial = {"due_at": due_at, **{f"champ-{name}": True for name in usual}}
        super().__init__(data, initial=initial, **kwargs)
        self.asked_sections = nameable(definition)
        for _section, questions in self.asked_sections:
            for question in questions:
                self.fields[f"champ-{question.id}"] = forms.BooleanField(
                    label=question.label,
                    required=False,
                    widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
                )
                self.fields[f"precision-{question.id}"] = TypedField(
                    label="Ce qui est attendu", required=False, max_length=PRECISION_MAX,
                    widget=forms.TextInput(attrs={"class": "form-control form-control-sm", "autocomplete": "off"}),
                )  # fmt: skip

    due_at = InstantField(
        label="À envoyer avant le", help_text="L’échéance elle-même est comprise.",
        error_messages={"required": "Indiquez jusqu’à quand l’équipe peut répondre."},
    )  # fmt: skip
    message = TypedField(
        label="Message à l’équipe", required=False, max_length=2000, widget=forms.Textarea(attrs=_AREA),
        help_text="Facultatif. Repris tel quel dans le courriel, après la liste des éléments.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.named(data):
            raise forms.ValidationError("Choisissez au moins un élément à compléter.")
        return data

    @staticmethod
    def named(data: dict[str, Any]) -> dict[str, str]:
        """The questions named, with their precision; a precision alone names its question too."""
        ids = [name.removeprefix("precision-") for name in data if name.startswith("precision-")]
        return {one: data[f"precision-{one}"] for one in ids if data.get(f"champ-{one}") or data[f"precision-{one}"]}

    def sections(self) -> Iterator[tuple[Section, list[Nameable], bool]]:
        """Each section with its questions, and whether something of it is named."""
        for section, questions in self.asked_sections:
            pairs = [Nameable(self[f"champ-{one.id}"], self[f"precision-{one.id}"]) for one in questions]
            yield section, pairs, any(pair.box.value() or pair.precision.value() for pair in pairs)


class DelayForm(forms.Form):
    """Until when, and why."""

    due_at = InstantField(
        label="Nouvelle échéance", help_text="L’échéance elle-même est comprise.",
        error_messages={"required": "Indiquez la nouvelle échéance."},
    )  # fmt: skip
    reason = TypedField(
        label="Motif", max_length=REASON_MAX, help_text="Inscrit au journal\u00a0; l’équipe ne le lit pas.",
        widget=forms.Textarea(attrs=_AREA), error_messages={"required": "Indiquez le motif."},
    )  # fmt: skip


class WhyForm(forms.Form):
    """A reason that is kept."""

    reason = TypedField(
        label="Motif", max_length=REASON_MAX, widget=forms.Textarea(attrs=_AREA),
        error_messages={"required": "Indiquez le motif."},
    )  # fmt: skip


class RulingForm(forms.Form):
    """The decision, and the motive of a refusal; `reaches` tells the preview from what leaves."""

    outcome = forms.ChoiceField(
        label="Décision", choices=[(State.ELIGIBLE, "Recevable\u00a0: le dossier part en évaluation"), (State.INELIGIBLE, "Irrecevable\u00a0: le dossier n’est pas évalué")],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Choisissez une décision.", "invalid_choice": "Choisissez une décision de la liste."},
    )  # fmt: skip
    motive = TypedField(
        label="Motif de l’irrecevabilité", required=False, max_length=MOTIVE_MAX,
        help_text="Adressé tel quel à la personne porteuse. Sans effet sur une décision de recevabilité.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") == State.INELIGIBLE and not data.get("motive"):
            self.add_error("motive", "Écrivez le motif\u00a0: il est adressé à la personne porteuse tel quel.")
        return data


class SendComplementForm(forms.Form):
    """What a team confirms: `token` names this confirmation, `seen` the content read before it; `reply` is its word."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reply = TypedField(
        label="Message à la coordination", required=False, max_length=2000, widget=forms.Textarea(attrs=_AREA),
        help_text="Facultatif. Dites ce qui a été complété, ou pourquoi un élément ne peut pas l’être.",
    )  # fmt: skip
