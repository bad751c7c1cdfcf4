"""Publishing a question: its public wording and answer."""

from __future__ import annotations

from django import forms

from inmp_portal.lib.fields import TypedField

_MARKS = ("{{", "}}", "{%")  # the FAQ's answers have placeholders


class PublishForm(forms.Form):
    wording = TypedField(
        label="Question publiée", max_length=250, widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text="Reformulez\u00a0: aucun nom, rien qui désigne une personne ou son projet.",
        error_messages={"required": "Écrivez la question à publier."},
    )  # fmt: skip
    answer = TypedField(
        label="Réponse publiée", max_length=3000, widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
        error_messages={"required": "Écrivez la réponse à publier."},
    )  # fmt: skip

    def clean_answer(self) -> str:
        answer = str(self.cleaned_data["answer"])
        if any(mark in answer for mark in _MARKS):
            raise forms.ValidationError("Retirez les accolades de la réponse.")
        return answer
