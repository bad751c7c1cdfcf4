"""Slots: the plan of a day, those that close, the one that an appointment moves to; the café's own hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms

from events.forms.coordination.opening import reason_field
from events.methods.slots import Break, Plan
from events.models import Cafe, Slot
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.fields import InstantField, TypedField

_BREAK = re.compile(r"(\d{1,2})[h:](\d{2})?\s*(?:à|-|–)\s*(\d{1,2})[h:](\d{2})?")
_TICK = {"class": "form-check-input"}
_HOURS = ["%H:%M", "%Hh%M", "%Hh", "%H h %M", "%H h"]


def _hour(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, input_formats=_HOURS, help_text="Heure de Paris, par exemple 8 h 30.",
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"invalid": "Écrivez une heure, par exemple 8 h 30.", "required": "Indiquez une heure."},
    )  # fmt: skip


def _minutes(label: str, least: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=240, help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )  # fmt: skip


def _break(text: str) -> Break:
    """« 9h à 9h15 »; ValueError otherwise."""
    said = _BREAK.fullmatch(text.replace(" h ", "h").replace(" h", "h"))
    if said is None:
        raise ValueError(text)
    return Break(time(int(said[1]), int(said[2] or 0)), time(int(said[3]), int(said[4] or 0)))


class PlanForm(forms.Form):
    """From when to when, in slots of how long, with which pauses, at which desks."""

    opens = _hour("Premier créneau à")
    closes = _hour("Fin du dernier créneau à")
    minutes = _minutes("Durée d’un rendez-vous, en minutes", 1)
    buffer = _minutes("Intervalle entre deux rendez-vous, en minutes", 0, "Zéro pour les enchaîner.")
    breaks = TypedField(
        label="Pauses de tous les guichets", required=False, max_length=200,
        help_text="Séparées par des virgules, par exemple 9h à 9h15.",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )  # fmt: skip
    desks = forms.MultipleChoiceField(
        label="Guichets",
        widget=forms.CheckboxSelectMultiple(attrs=_TICK),
        error_messages={"required": "Choisissez un guichet."},
    )
    waits = forms.BooleanField(
        label="Ne pas attribuer aussitôt les nouveaux créneaux à la liste d’attente\u00a0: demander une proposition",
        required=False,
        widget=forms.CheckboxInput(attrs=_TICK),
    )

    def __init__(self, *args: Any, cafe: Cafe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cafe = cafe
        field: Any = self.fields["desks"]
        field.choices = [(desk.code, desk.title) for desk in cafe.desks.order_by("code")]

    def clean_breaks(self) -> tuple[Break, ...]:
        parts = [part.strip() for part in self.cleaned_data["breaks"].split(",") if part.strip()]
        try:
            return tuple(_break(part) for part in parts)
        except ValueError as wrong:
            said = "Écrivez chaque pause comme 9h à 9h15, séparées par des virgules."
            raise forms.ValidationError(said) from wrong

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            day=self.cafe.starts_at.astimezone(PARIS).date(), opens=said["opens"], closes=said["closes"],
            minutes=said["minutes"], desks=tuple(said["desks"]), buffer=said["buffer"], breaks=said["breaks"],
        )  # fmt: skip


class CloseSlotsForm(forms.Form):
    """The slots that close, and why."""

    slots = forms.MultipleChoiceField(
        label="Créneaux à fermer", widget=forms.CheckboxSelectMultiple(attrs=_TICK),
        error_messages={"required": "Choisissez un créneau au moins."},
    )  # fmt: skip
    reason = reason_field(help_text="Les personnes déplacées le lisent dans leur courriel, et il est gardé au journal.")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["slots"]
        field.choices = choices


class DisplaceForm(forms.Form):
    """Another slot, and why."""

    slot = forms.ModelChoiceField(
        label="Nouveau créneau", queryset=Slot.objects.none(), empty_label=None,
        widget=forms.RadioSelect(attrs=_TICK), error_messages={"required": "Choisissez un créneau.",
                                                  "invalid_choice": "Ce créneau n’est plus libre\u00a0: choisissez-en un autre."},
    )  # fmt: skip
    reason = reason_field(help_text="La personne le lit dans son courriel, et il est gardé au journal.")


class DismissForm(forms.Form):
    """Why an appointment is cancelled."""

    reason = reason_field(help_text="La personne le lit dans son courriel, et il est gardé au journal.")


class RelocateForm(forms.Form):
    """The café's hours and place."""

    starts_at = InstantField(label="Début")
    ends_at = InstantField(label="Fin")
    venue = TypedField(label="Lieu", max_length=150, widget=forms.TextInput(attrs={"class": "form-control"}))
