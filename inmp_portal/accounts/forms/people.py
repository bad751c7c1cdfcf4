"""Who people are and which roles they hold."""

from __future__ import annotations

from typing import Any

from django import forms

from inmp_portal.accounts.models import Institution, MailRhythm, Role, User
from inmp_portal.accounts.rules import REASON_AT_LEAST
from inmp_portal.lib.fields import TypedField


class WelcomeForm(forms.Form):
    """Who one is."""

    first_name = TypedField(
        label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Indiquez votre prénom."},
    )  # fmt: skip
    last_name = TypedField(
        label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": "Indiquez votre nom."},
    )  # fmt: skip
    institution = forms.ModelChoiceField(
        label="Établissement", queryset=Institution.objects.all(), required=False, empty_label="Autre établissement"
    )
    unit = TypedField(
        label="Service ou unité", max_length=150, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    profession = TypedField(
        label="Fonction", max_length=80, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        help_text="Par exemple : praticienne hospitalière, infirmier, maître de conférences.",
    )  # fmt: skip

    @classmethod
    def initial_of(cls, user: User) -> dict[str, Any]:
        """What the person said before."""
        return {name: getattr(user, name) for name in cls.base_fields}


class ProfileForm(WelcomeForm):
    """Who one is, and how one is told of messages."""

    message_mails = forms.ChoiceField(
        label="Quand on vous écrit un message sur le portail", choices=MailRhythm.choices, widget=forms.RadioSelect, required=False,
        help_text="Pour les messages d’un dossier. Les demandes de complément, les décisions et les accusés de réception "
        "vous sont toujours adressés.",
        error_messages={"invalid_choice": "Choisissez l’un des trois."},
    )  # fmt: skip


class BreakGlassForm(forms.Form):
    reason = TypedField(
        label="Motif", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), min_length=REASON_AT_LEAST,
        help_text="Il est envoyé à la coordination et à la direction, et inscrit au journal.",
        error_messages={
            "required": "Dites pourquoi vous devez lire des dossiers.",
            "min_length": "Dites en une phrase pourquoi vous devez lire des dossiers.",
        },
    )  # fmt: skip


class GrantForm(forms.Form):
    email = forms.EmailField(label="Adresse de la personne", max_length=254)
    role = forms.ChoiceField(label="Rôle", choices=Role.choices)

    def clean_email(self) -> User:
        """The person herself; she must have signed in once."""
        person = User.objects.known_by(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(
                "Personne ne s’est encore connecté avec cette adresse : demandez-lui de se connecter une première fois."
            )
        return person
