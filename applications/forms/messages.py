"""The form of a message."""

from __future__ import annotations

from typing import Any

from django import forms

from applications.rules.messages import BODY_MAX, EMPTY, TOO_LONG
from applications.states import Audience, Side
from inmp_portal.lib.fields import TypedField
from inmp_portal.lib.french import number

_AWAITED = {
    Side.TEAM: "J’attends une réponse de la coordination",
    Side.COORDINATION: "J’attends une réponse de l’équipe",
}


class BodyField(TypedField):
    """Lines end alike whatever the browser sends: a character is counted once, and a copy is the same text."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class MessageForm(forms.Form):
    """What is written, to whom. `key` names this sending, `seen` the readers that were shown beside the button."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    audience = forms.ChoiceField(
        label="Qui lira ce message\u00a0?",
        choices=[(Audience.EVERYBODY, "Message à l’équipe"), (Audience.COORDINATION, "Note interne")],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={
            "required": "Choisissez qui lira ce message\u00a0: l’équipe, ou la coordination seulement.",
            "invalid_choice": "Choisissez l’équipe, ou la coordination seulement.",
        },
    )  # fmt: skip
    body = BodyField(
        label="Votre message", max_length=BODY_MAX, error_messages={"required": EMPTY, "max_length": TOO_LONG},
        help_text=f"Texte simple, {number(BODY_MAX)} caractères au plus. N’y écrivez aucune donnée de patient.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )  # fmt: skip
    awaits_answer = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"}))

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["awaits_answer"].label = _AWAITED[side]
        if side == Side.TEAM:
            del self.fields["audience"]
        # A browser would cut a longer text pasted here without a word; the error says it, and keeps all of it.
        self.fields["body"].widget.attrs.pop("maxlength", None)
