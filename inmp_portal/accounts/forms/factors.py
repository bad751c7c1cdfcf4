"""allauth's second-factor forms, in the words of the portal."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from inmp_portal.lib.fields import TypedField

CODE_WIDGET = {"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false", "autofocus": True}


class FactorForm(AuthenticateForm):
    code = TypedField(
        label="Code de l’application, ou code de secours", widget=forms.TextInput(attrs=CODE_WIDGET), max_length=20
    )


class ConfirmForm(ReauthenticateForm):
    code = TypedField(
        label="Code de l’application, ou code de secours", widget=forms.TextInput(attrs=CODE_WIDGET), max_length=20
    )


class ActivateAppForm(ActivateTOTPForm):
    code = TypedField(
        label="Code affiché par l’application", max_length=20,
        widget=forms.TextInput(attrs=CODE_WIDGET | {"inputmode": "numeric"}),
    )  # fmt: skip


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Nom de la clé"
        self.fields["name"].help_text = "Pour la reconnaître, par exemple «\u00a0Téléphone\u00a0»."
        self.fields["passwordless"].label = "S’en servir aussi à la place du code par courriel"
        self.fields["passwordless"].help_text = ""


class NameKeyForm(EditWebAuthnForm):
    name = TypedField(label="Nom de la clé", max_length=100)
