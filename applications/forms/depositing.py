"""The forms of the deposit's pages: they carry what was seen and why, they save nothing."""

from __future__ import annotations

from django import forms


class ConfirmForm(forms.Form):
    """`token` names this confirmation, `seen` and `shown` the content that was read before it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    shown = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason that is kept."""

    reason = forms.CharField(
        label="Motif",
        max_length=1000,
        help_text="Gardé avec le dossier et lu par la coordination.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Indiquez le motif."},
    )
