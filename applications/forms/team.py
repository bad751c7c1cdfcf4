"""The forms of a team's pages."""

from __future__ import annotations

from django import forms

from applications.states import TeamRole

ACCEPT, REFUSE = "accepter", "refuser"


class InviteForm(forms.Form):
    """Whom to invite, and what they may do."""

    email = forms.EmailField(
        label="Adresse électronique professionnelle",
        max_length=254,
        help_text="L’invitation part à cette adresse et ne s’accepte qu’avec elle.",
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Indiquez l’adresse de la personne à inviter.",
            "invalid": "Cette adresse n’est pas complète\u00a0: écrivez-la sous la forme prenom.nom@etablissement.fr.",
        },
    )
    role = forms.ChoiceField(
        label="Rôle",
        choices=[
            (TeamRole.CO_LEAD, "Co-porteur ou co-porteuse\u00a0: lit et modifie le dossier"),
            (TeamRole.READER, "Lecture seule\u00a0: lit le dossier et ses dépôts"),
        ],
        initial=TeamRole.CO_LEAD,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Choisissez un rôle.", "invalid_choice": "Choisissez un rôle de la liste."},
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AnswerForm(forms.Form):
    """The button that was pressed."""

    answer = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)])
