"""A question in writing."""

from __future__ import annotations

from django import forms

from events.forms.booking import QuestionForm
from inmp_portal.lib.fields import INCOMPLETE_ADDRESS, TypedField


class WrittenQuestionForm(QuestionForm):
    """The question, where to answer it if one wishes, and whether it may be published without a name."""

    name = TypedField(label="Votre nom", max_length=170, required=False, help_text="Facultatif.")
    email = forms.EmailField(
        label="Votre adresse électronique", max_length=254, required=False,
        help_text="Facultatif\u00a0: pour recevoir la réponse.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": INCOMPLETE_ADDRESS},
    )  # fmt: skip
    may_be_published = forms.BooleanField(
        label="J’accepte que ma question et sa réponse soient publiées sans mon nom dans la foire aux questions",
        required=False,
    )
