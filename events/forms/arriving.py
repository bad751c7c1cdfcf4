"""What a telephone of the reception sends."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

from inmp_portal.lib.fields import INCOMPLETE_ADDRESS, TypedField

_A_DAY = 24 * 3600


class TapForm(forms.Form):
    """`key` names the tap; `age` is how many seconds it waited in the telephone: clocks of telephones are not believed."""

    key = forms.SlugField(required=False, max_length=40)
    age = forms.IntegerField(required=False, min_value=0, max_value=_A_DAY)

    def tap(self, at: datetime) -> dict[str, Any]:
        """`key` and `arrived_at`; a form that is not understood is a tap of now."""
        said = self.cleaned_data if self.is_valid() else {}
        return {"key": said.get("key") or "", "arrived_at": at - timedelta(seconds=said.get("age") or 0)}


class WalkInForm(forms.Form):
    """Two fields, and the person is in."""

    name = TypedField(
        label="Prénom et nom", max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Indiquez le nom de la personne."},
    )  # fmt: skip
    place = TypedField(
        label="Établissement", max_length=150, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "etablissements"}),
    )  # fmt: skip
    another = forms.BooleanField(required=False)  # said of a name that is registered already


class AddressForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": "Indiquez l’adresse.",
            "invalid": INCOMPLETE_ADDRESS,
        },
    )
