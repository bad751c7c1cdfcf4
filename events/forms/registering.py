"""A café's questionnaire as a form, laid out by crispy-forms: no question is written in a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.safestring import SafeString, mark_safe

from events.actions.registering import Entry
from events.forms.fields import FIELDS
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
from inmp_portal.lib.caching import Kept

# What stands under which heading; a question of the data that is named nowhere goes under the second one.
_WHO = (*COLUMNS, INSTITUTION, COMPANIONS)
_AGREEING = (NOTICE, "newsletter", "partage_coordonnees", "partage_dossier", "reponse_publique")
_WELCOME = ("heure_arrivee", "boisson", "regime", "accessibilite", "format")


_blank: Kept[SafeString] = Kept(8)
_classes: Kept[type[RegistrationForm]] = Kept(32)


class RegistrationForm(forms.Form):
    """Made for one questionnaire by `registration_form`; `entry()` is what an action takes."""

    questions: tuple[Question, ...] = ()
    helper = FormHelper()

    def clean(self) -> dict[str, Any]:
        """What depends on another answer: a named establishment, answers that contradict each other, and nothing kept of a
        question that was not asked.
        """
        data = super().clean() or {}
        if data.get(INSTITUTION) == OTHER and not data.get("etablissement_autre"):
            self.add_error("etablissement_autre", "Indiquez le nom de votre établissement.")
        for question in self.questions:
            if contradiction := question.contradiction(data.get(question.id) or ()):
                self.add_error(question.id, contradiction)
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
        if question.id not in left_out and question.type in FIELDS
    )
    if dossiers:  # somebody's own: nothing of a person is kept
        return _class_of(asked)
    return _classes.get(asked, lambda: _class_of(asked))


def _class_of(asked: tuple[Question, ...]) -> type[RegistrationForm]:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = _layout(asked)
    fields = {question.id: FIELDS[question.type](question) for question in asked}
    return type("Questionnaire", (RegistrationForm,), {"questions": asked, "helper": helper, **fields})


def blank_form(questions: tuple[Question, ...]) -> SafeString:
    """The fields as somebody finds them of whom nothing is known: the same for everybody, worked out once."""
    return _blank.get(questions, lambda: mark_safe(render_crispy_form(registration_form(questions)())))


def initial_of(registration: Any) -> dict[str, Any]:
    """What was answered before, for the page that changes it."""
    columns = {key: getattr(registration, column) for key, column in COLUMNS.items()}
    place = registration.institution.code if registration.institution else OTHER
    consents = dict.fromkeys(registration.consents, True)
    companions = registration.party_size - 1 or ""
    return {
        **columns, **registration.answers, **consents, INSTITUTION: place, COMPANIONS: companions,
        QUESTION: registration.question_text,
    }  # fmt: skip


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
