"""The forms of the deposit's pages: they carry what was seen and why, they save nothing."""

from __future__ import annotations

import re

from django import forms

from inmp_portal.lib.fields import InstantField, TypedField


class ConfirmForm(forms.Form):
    """`token` names this confirmation, `seen` and `shown` the content that was read before it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    shown = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason that is kept."""

    reason = TypedField(
        label="Motif",
        max_length=1000,
        help_text="Gardé avec le dossier et lu par la coordination.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
        error_messages={"required": "Indiquez le motif."},
    )


class VerifyForm(forms.Form):
    """A number and a SHA-256, as they are copied from a receipt or a mail."""

    number = TypedField(
        label="Numéro de dépôt",
        max_length=30,
        help_text="Par exemple INMP-2025-042.",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Indiquez le numéro de dépôt."},
    )
    digest = TypedField(
        label="Empreinte SHA-256",
        max_length=200,
        help_text="64 chiffres et lettres de a à f, copiés de l’accusé, du courriel ou calculés à partir du PDF.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Indiquez l’empreinte à vérifier."},
    )

    def clean_number(self) -> str:
        return "".join(self.cleaned_data["number"].split()).upper()

    def clean_digest(self) -> str:
        digest = "".join(self.cleaned_data["digest"].split()).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise forms.ValidationError(
                "Une empreinte SHA-256 compte 64 caractères\u202f: chiffres et lettres de a à f."
            )
        return digest


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = InstantField(
        label="Nouvelle échéance",
        help_text="L’échéance elle-même est comprise.",
        error_messages={"required": "Indiquez la nouvelle échéance."},
    )
    reason = TypedField(
        label="Motif",
        max_length=1000,
        help_text="Gardé avec la prolongation et inscrit au journal.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
        error_messages={"required": "Indiquez le motif de la prolongation."},
    )
