"""The text of a kind of mail, as it is being written."""

from __future__ import annotations

from typing import Any

from django import forms

from inmp_portal.lib.fields import TypedField
from inmp_portal.outbox.documents import Source, delivered
from inmp_portal.outbox.methods.proofing import problems
from inmp_portal.outbox.models import MailText
from inmp_portal.outbox.notices import Notice


class TextForm(forms.Form):
    """`version` is the one that was read. What could not be filled is said line by line, beside its field."""

    subject = TypedField(label="Objet", max_length=300, strip=True)
    body = TypedField(label="Texte", max_length=10_000, strip=False, widget=forms.Textarea(attrs={"rows": 20}))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, localize=False)

    def __init__(self, kind: type[Notice], text: MailText | None, data: Any = None) -> None:
        self.kind = kind
        super().__init__(data, initial=_initial(kind, text))
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        source = self.source()
        for name, messages in problems(delivered(self.kind), *source, self.kind.needed).items():
            if name in said:
                for message in messages:
                    self.add_error(name, message)
        return said

    def source(self) -> Source:
        """The text as it stands in the form, with the line ends that texts have."""
        said = self.cleaned_data
        return Source(said.get("subject", ""), "\n".join(said.get("body", "").splitlines()).strip("\n"))


def _initial(kind: type[Notice], text: MailText | None) -> dict[str, Any]:
    source = Source(text.subject, text.body) if text and not text.is_delivered else delivered(kind)
    return {**source._asdict(), "version": text.version if text else 0}
