"""A café's questionnaire as a form, laid out by crispy-forms: no question is written in a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html

from events.actions.registering import Entry
from events.methods.reading.questionnaire import (
    COLUMNS,
    COMPANIONS,
    DOCUMENT,
    DOSSIER,
    INSTITUTION,
    NOTICE,
    OTHER,
    QUESTION,
    Question,
    Type,
)
from events.rules.desks import SHARES_DOSSIER
from events.rules.waiting import POSSIBLE
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.fields import INCOMPLETE_ADDRESS

# What stands under which heading; a question of the data that is named nowhere goes under the second one.
_WHO = (*COLUMNS, INSTITUTION, COMPANIONS)
_AGREEING = (NOTICE, "newsletter", "partage_coordonnees", "partage_dossier", "reponse_publique")
_WELCOME = ("heure_arrivee", "boisson", "regime", "accessibilite", "format")
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


class RegistrationForm(forms.Form):
    """Made for one questionnaire by `registration_form`; `entry()` is what an action takes."""

    questions: tuple[Question, ...] = ()
    helper = FormHelper()

    def clean(self) -> dict[str, Any]:
        """What depends on another answer: a named establishment, and nothing kept of a question that was not asked."""
        data = super().clean() or {}
        if data.get(INSTITUTION) == OTHER and not data.get("etablissement_autre"):
            self.add_error("etablissement_autre", "Indiquez le nom de votre établissement.")
        for question in self.questions:
            if question.only_if and data.get(question.only_if[0]) != question.only_if[1]:
                data[question.id] = ""
        return data

    def entry(self) -> Entry:
        """The answers, sorted into columns, free answers and consents."""
        data = self.cleaned_data
        person = {column: data[key] for key, column in COLUMNS.items() if key in data}
        if INSTITUTION in data:
            person["institution"] = Institution.objects.filter(code=data[INSTITUTION]).first()
        elsewhere = {*COLUMNS, INSTITUTION, COMPANIONS, QUESTION, DOSSIER, DOCUMENT}
        kept = [q for q in self.questions if q.id in data and q.id not in elsewhere]
        return Entry(
            person=person,
            answers={q.id: data[q.id] for q in kept if q.type is not Type.TICK and data[q.id] not in ("", None, [])},
            consents={q.id: bool(data[q.id]) for q in kept if q.type is Type.TICK},
            party_size=1 + (data.get(COMPANIONS) or 0),
            asked=frozenset(q.id for q in self.questions),
            question=data.get(QUESTION),
            dossier=data.get(DOSSIER),
        )


def registration_form(
    questions: tuple[Question, ...], *, fixed: tuple[str, ...] = (), hours: Sequence[tuple[str, str]] = (),
    must_name_hours: bool = False, dossiers: Sequence[tuple[str, str]] = (),
) -> type[RegistrationForm]:  # fmt: skip
    """The form of a questionnaire; `fixed` questions are not asked again, `hours` are those one may wait for.

    `dossiers` are one's own, as (reference, name): without any, neither the dossier nor its consent is asked.
    """
    known = {
        POSSIBLE: {"options": tuple(hours), "required": must_name_hours},
        DOSSIER: {"options": tuple(dossiers)},
    }
    left_out = fixed if dossiers else (*fixed, DOSSIER, SHARES_DOSSIER)
    asked = tuple(
        replace(question, **known.get(question.id, {}))  # type: ignore[arg-type]
        for question in questions
        if question.id not in left_out and question.type in _FIELDS
    )
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = _layout(asked)
    fields = {question.id: _FIELDS[question.type](question) for question in asked}
    return type("Questionnaire", (RegistrationForm,), {"questions": asked, "helper": helper, **fields})


def initial_of(registration: Any) -> dict[str, Any]:
    """What was answered before, for the page that changes it."""
    columns = {key: getattr(registration, column) for key, column in COLUMNS.items()}
    place = registration.institution.code if registration.institution else OTHER
    consents = dict.fromkeys(registration.consents, True)
    return {**columns, **registration.answers, **consents, INSTITUTION: place, QUESTION: registration.question_text}


def known_of(user: Any) -> dict[str, Any]:
    """What the portal already knows of a signed-in person; the notice and the consents are theirs to give."""
    if not user.is_authenticated:
        return {}
    place = user.institution.code if user.institution else ""
    return {
        "prenom": user.first_name, "nom": user.last_name, "courriel": user.email, INSTITUTION: place,
        "service": user.unit, "fonction": user.profession,
    }  # fmt: skip


def _layout(asked: tuple[Question, ...]) -> Layout:
    named = {*_WHO, *_WELCOME, *_AGREEING}
    groups = (
        ("Vous", lambda key: key in _WHO),
        ("Votre projet", lambda key: key not in named),
        ("Votre venue", lambda key: key in _WELCOME),
        ("Vos accords", lambda key: key in _AGREEING),
    )
    found = ((title, [q.id for q in asked if belongs(q.id)]) for title, belongs in groups)
    return Layout(*(Fieldset(title, *keys) for title, keys in found if keys))


def _common(question: Question) -> dict[str, Any]:
    label = question.label
    said = {"required": _MISSING.get(question.id, f"Répondez à «\u00a0{label}\u00a0».")}
    return {"label": label, "required": question.required, "help_text": question.help, "error_messages": said}


def _line(question: Question) -> forms.Field:
    attrs = {"autocomplete": _COMPLETE.get(question.id, "off")}
    return forms.CharField(max_length=question.most or 200, widget=forms.TextInput(attrs=attrs), **_common(question))


def _text(question: Question) -> forms.Field:
    area = forms.Textarea(attrs={"rows": 4, "data-most": question.most})
    return forms.CharField(min_length=question.least, max_length=question.most, widget=area, **_common(question))


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


_FIELDS: Mapping[Type, Any] = {
    Type.LINE: _line, Type.TEXT: _text, Type.EMAIL: _email, Type.CHOICE: _choice, Type.CHOICES: _choices,
    Type.YES_NO: _tick, Type.TICK: _tick, Type.NUMBER: _number, Type.DOSSIER: _choice, Type.FILE: _file,
}  # fmt: skip
