"""The forms of what the coordination does with a dossier."""

from __future__ import annotations

from django import forms

from inmp_portal.lib.fields import TypedField


class QuarantineForm(forms.Form):
    """Why a file is put out of reach, or given back."""

    reason = TypedField(
        label="Motif",
        max_length=500,
        help_text="Envoyé à l’équipe et gardé au journal\u00a0: dites ce qu’il faut corriger, sans recopier de donnée de patient.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        error_messages={"required": "Indiquez le motif."},
    )
