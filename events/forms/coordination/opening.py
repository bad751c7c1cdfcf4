"""Seats of a café, somebody taken in beyond them, and the link of its video conference."""

from __future__ import annotations

from typing import Any

from django import forms

from events.actions.registering import Entry
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.fields import TypedField


def reason_field(label: str = "Motif", help_text: str = "Il est gardé au journal.") -> forms.CharField:
    """Why: asked of every act that is out of the ordinary."""
    return TypedField(
        label=label, max_length=200, help_text=help_text, widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "Dites pourquoi."},
    )  # fmt: skip


class CapacityForm(forms.Form):
    """A number of seats, or none."""

    capacity = forms.IntegerField(
        label="Nombre de places", required=False, min_value=1, max_value=5_000,
        help_text="Laissez vide pour ne pas limiter les inscriptions.",
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        error_messages={"min_value": "Une place au moins, ou rien pour ne pas limiter."},
    )  # fmt: skip


class VideoForm(forms.Form):
    """The address of a video conference, or none."""

    video_url = forms.URLField(
        label="Lien de visioconférence", required=False, max_length=500, assume_scheme="https",
        help_text="L’adresse complète de la réunion, qui commence par https://. Laissez vide pour retirer le lien.",
        widget=forms.URLInput(attrs={"class": "form-control", "autocomplete": "off", "inputmode": "url"}),
        error_messages={
            "invalid": "Collez l’adresse complète de la réunion, par exemple https://visio.exemple.fr/inmp.",
            "max_length": "Cette adresse est trop longue\u00a0: 500 caractères au plus.",
        },
    )  # fmt: skip

    def clean_video_url(self) -> str:
        """Over https only: the link goes into mails and diaries."""
        url: str = self.cleaned_data["video_url"]
        if url and not url.startswith("https://"):
            raise forms.ValidationError(
                "L’adresse doit commencer par https://\u00a0: demandez un lien sécurisé à la personne qui organise la réunion."
            )
        return url


class OverbookForm(forms.Form):
    """Who is taken in, how many they are, and why."""

    first_name = TypedField(label="Prénom", max_length=80)
    last_name = TypedField(label="Nom", max_length=80)
    email = forms.EmailField(label="Adresse électronique", help_text="La confirmation et le lien personnel y partent.")
    institution = forms.ModelChoiceField(
        label="Établissement", queryset=Institution.objects.order_by("short_name", "pk"), required=False,
        empty_label="Autre établissement",
    )  # fmt: skip
    other_institution = TypedField(label="Autre établissement", max_length=150, required=False)
    unit = TypedField(label="Service ou structure", max_length=150, required=False)
    party_size = forms.IntegerField(label="Nombre de personnes", min_value=1, max_value=10, initial=1)
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "institution" else "form-control"
            field.widget.attrs["autocomplete"] = "off"

    def entry(self) -> Entry:
        columns = ("first_name", "last_name", "email", "institution", "other_institution", "unit")
        return Entry({name: self.cleaned_data[name] for name in columns}, party_size=self.cleaned_data["party_size"])
