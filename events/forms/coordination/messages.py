"""A message to a group: plain text with a few named gaps."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms

from events.actions.coordination.writing import Draft
from events.methods.writing.placeholders import problems
from events.notices.messages import FIELDS
from inmp_portal.lib.fields import TypedField

_GAPS = ", ".join(f"{{{{ {name} }}}}" for name in FIELDS)


class MessageForm(forms.Form):
    """Subject and text; `reference` is drawn when the page is first shown, `expected` is the number of recipients seen."""

    subject = TypedField(
        label="Objet", max_length=150, widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Donnez un objet au message."},
    )  # fmt: skip
    body = TypedField(
        label="Texte", max_length=5_000, widget=forms.Textarea(attrs={"class": "form-control", "rows": 12}),
        help_text=f"Texte simple. Champs remplis pour chaque personne\u00a0: {_GAPS}.",
        error_messages={"required": "Écrivez le message."},
    )  # fmt: skip
    reference = forms.SlugField(max_length=12, widget=forms.HiddenInput)
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)  # the text of the last preview

    def clean_subject(self) -> str:
        return self._checked("subject")

    def clean_body(self) -> str:
        return self._checked("body")

    def _checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if found := problems(text, FIELDS):
            raise forms.ValidationError([*found])
        return text

    def draft(self) -> Draft:
        said: dict[str, Any] = self.cleaned_data
        return Draft(said["reference"], said["subject"], said["body"])

    @property
    def digest(self) -> str:
        """Names this very subject and text."""
        said = self.cleaned_data
        return sha256(f"{said['subject']}\n{said['body']}".encode()).hexdigest()

    @property
    def is_seen(self) -> bool:
        """Was this text in the preview, to the letter?"""
        return bool(self.cleaned_data["seen"] == self.digest)
