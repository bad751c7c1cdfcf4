"""What is asked of the list of mails, and why a mail is given up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, TextField
from django.db.models.expressions import Func, Value

from inmp_portal.lib.fields import SearchField, TypedField
from inmp_portal.outbox.models import MailQuerySet
from inmp_portal.outbox.states import MailState


class QueueForm(forms.Form):
    """GET parameters `q` and `etat`; what is not understood is left out."""

    q = SearchField(label="Objet ou destinataire")
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *MailState.choices])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["etat"].widget.attrs["class"] = "form-select"

    def narrowed(self, mails: MailQuerySet) -> MailQuerySet:
        """The mails that answer. Confidential subjects are not searched: guessing a code must teach nothing."""
        self.is_valid()
        words, state = self.cleaned_data.get("q", "").strip(), self.cleaned_data.get("etat", "")
        if words:
            to = Func("to", Value(" "), function="array_to_string", output_field=TextField())
            mails = mails.annotate(to_text=to).filter(
                Q(sensitive=False, subject__icontains=words) | Q(to_text__icontains=words)
            )
        return mails.filter(state=state) if state else mails


class AbortForm(forms.Form):
    """Giving up asks for a reason: the journal keeps it."""

    reason = TypedField(
        label="Motif de l’abandon", max_length=300, widget=forms.TextInput(attrs={"class": "form-control"})
    )
