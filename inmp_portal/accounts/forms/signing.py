"""Signing in: the address, then the code."""

from __future__ import annotations

from django import forms

from inmp_portal.lib.fields import INCOMPLETE_ADDRESS, TypedField


class SignInForm(forms.Form):
    email = forms.EmailField(
        label="Votre adresse professionnelle",
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username webauthn", "inputmode": "email", "spellcheck": "false", "autofocus": True}
        ),
        error_messages={
            "required": "Indiquez votre adresse électronique.",
            "invalid": INCOMPLETE_ADDRESS,
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    code = TypedField(
        label="Code reçu par courriel",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={"required": "Recopiez le code reçu par courriel."},
    )
