"""The answer to a question."""

from __future__ import annotations

from django import forms

from inmp_portal.lib.fields import TypedField


class AnswerForm(forms.Form):
    answer = TypedField(
        label="Réponse donnée", max_length=3000, widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
        help_text="La personne qui a posé la question la lit sur la page de son inscription et dans son dossier, et la reçoit une fois par courriel.",
        error_messages={"required": "Écrivez la réponse.", "max_length": "Raccourcissez la réponse\u00a0: 3\u202f000 caractères au plus."},
    )  # fmt: skip
