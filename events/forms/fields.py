"""One field for each kind of question, with its words and its refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html

from events.methods.reading.questionnaire import Question, Type
from inmp_portal.lib.fields import INCOMPLETE_ADDRESS, TypedField

_COMPLETE = {
    "prenom": "given-name", "nom": "family-name", "courriel": "email", "service": "organization",
    "fonction": "organization-title",
}  # fmt: skip
_MISSING = {
    "prenom": "Indiquez votre prénom.", "nom": "Indiquez votre nom.", "courriel": "Indiquez votre adresse électronique.",
    "etablissement": "Choisissez votre établissement, ou «\u00a0Autre\u00a0».", "fonction": "Indiquez votre fonction.",
    "service": "Indiquez votre service, votre laboratoire ou votre structure.",
    "statut_projet": "Dites où vous en êtes.", "format": "Choisissez comment vous viendrez.",
}  # fmt: skip


def _common(question: Question) -> dict[str, Any]:
    label = question.label
    said = {"required": _MISSING.get(question.id, f"Répondez à «\u00a0{label}\u00a0».")}
    return {"label": label, "required": question.required, "help_text": question.help, "error_messages": said}


def _line(question: Question) -> forms.Field:
    attrs = {"autocomplete": _COMPLETE.get(question.id, "off")}
    return TypedField(max_length=question.most or 200, widget=forms.TextInput(attrs=attrs), **_common(question))


def _text(question: Question) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 4, "data-most": question.most})
    common = _common(question)
    if question.least:  # said before, not only when it is refused
        common["help_text"] = f"{question.least}\u00a0caractères au moins. {common['help_text']}".strip()
    return TypedField(min_length=question.least, max_length=question.most, widget=area, **common)


def _email(question: Question) -> forms.Field:
    field = forms.EmailField(
        max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}), **_common(question)
    )
    field.error_messages["invalid"] = INCOMPLETE_ADDRESS
    return field


def _choice(question: Question) -> forms.Field:
    choices = [*question.options] if question.required else [("", "Sans réponse"), *question.options]
    if len(question.options) > 5:
        return forms.ChoiceField(choices=[("", "Choisissez"), *question.options], **_common(question))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_common(question))


def _choices(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(choices=question.options, widget=forms.CheckboxSelectMultiple, **_common(question))


def _tick(question: Question) -> forms.Field:
    common = _common(question)
    if question.link:
        common["label"] = format_html(
            '{} (<a href="{}" target="_blank">la lire dans un nouvel onglet</a>)', question.label, question.link
        )
        common["error_messages"] = {"required": "Cochez cette case pour vous inscrire."}
    return forms.BooleanField(**common)


def _number(question: Question) -> forms.Field:
    return forms.IntegerField(min_value=question.least or 0, max_value=question.most, **_common(question))


def _file(question: Question) -> forms.Field:
    chooser = forms.FileInput(attrs={"accept": "application/pdf"})
    return forms.FileField(widget=chooser, **_common(question))


FIELDS: Mapping[Type, Any] = {
    Type.LINE: _line, Type.TEXT: _text, Type.EMAIL: _email, Type.CHOICE: _choice, Type.CHOICES: _choices,
    Type.YES_NO: _tick, Type.TICK: _tick, Type.NUMBER: _number, Type.DOSSIER: _choice, Type.FILE: _file,
}  # fmt: skip
