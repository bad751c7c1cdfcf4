"""The four questions, one of them in words; none is required."""

from __future__ import annotations

from typing import Any

from django import forms

from events.methods.reading.feedback import QUESTIONS, Asked
from inmp_portal.lib.fields import TypedField

_NO_NAME = "Facultatif. Sans nom, ni le vôtre ni celui de quelqu’un d’autre\u00a0: ce texte est lu tel quel."


class FeedbackForm(forms.Form):
    """A field a question of `events.methods.reading.feedback`; an empty form is told so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({question.id: _field(question) for question in QUESTIONS})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError("Répondez à une question au moins.")
        return data


def _field(question: Asked) -> forms.Field:
    if question.options:
        return forms.ChoiceField(
            label=question.label, required=False, choices=question.options, widget=forms.RadioSelect
        )
    area = forms.Textarea(attrs={"rows": 4, "data-most": 600})
    return TypedField(label=question.label, required=False, max_length=600, widget=area, help_text=_NO_NAME)
