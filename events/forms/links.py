"""Asking for the link of one's registration again."""

from __future__ import annotations

from django import forms

from inmp_portal.lib.fields import INCOMPLETE_ADDRESS


class LinkForm(forms.Form):
    email = forms.EmailField(
        label="Adresse électronique donnée à l’inscription",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
        error_messages={
            "required": "Indiquez votre adresse électronique.",
            "invalid": INCOMPLETE_ADDRESS,
        },
    )
