"""A question of the definition as a form field: chooses the widget, checks nothing (the action does)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField

from applications.forms.drafting.widgets import widget_of
from applications.sections.cleaning.counting import characters, words
from applications.sections.definition import Field
from applications.sections.reading.doubts import READ_TYPES

if TYPE_CHECKING:
    from applications.forms.drafting.pages import SectionForm

_LONG_ENOUGH, _SOON_REACHED = 50, 150  # a name never meets 80 letters, a title does meet 180
_FORMATS = {"mois": "MM/AAAA", "date": "JJ/MM/AAAA"}


class Question(forms.Field):
    """`spec` is the question as the edition defines it; the raw value passes through untouched."""

    spec: Field

    def __init__(self, spec: Field, *, in_row: bool = False) -> None:
        self.spec, self.in_row = spec, in_row
        widget = widget_of(spec, in_row=in_row)
        super().__init__(required=False, label=spec.label, help_text=spec.help, widget=widget)

    def get_bound_field(self, form: Any, field_name: str) -> Asked:
        return Asked(form, self, field_name)


class Asked(BoundField):
    """A question on a page: the words and numbers its template needs."""

    field: Question
    form: SectionForm

    @property
    def spec(self) -> Field:
        return self.field.spec

    @property
    def template(self) -> str:
        """The partial that draws this question."""
        return template_of(self.field)

    @property
    def is_radio(self) -> bool:
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def is_locked(self) -> bool:
        """A complement asks for other questions; a cell follows the question that it is in."""
        return self.spec.is_typed and not self.field.in_row and not self.form.is_open(self.name)

    @property
    def anchor(self) -> str:
        """Where links to this question lead."""
        return f"champ-{self.html_name}"

    @property
    def invalid(self) -> str:
        """Why the stored answer does not pass; empty when it does."""
        return self.form.invalid.get(self.anchor, "")

    @property
    def may_doubt(self) -> bool:
        """Is its answer read for patients' data?"""
        return self.spec.type in READ_TYPES

    @property
    def doubt(self) -> str:
        """What looks like a patient's data in the stored answer, in words; empty when nothing does."""
        return self.form.doubts.get(self.anchor, "")

    @property
    def base(self) -> str:
        return self.form.bases.get(self.name, "0")

    @property
    def described_by(self) -> str:
        """Identifiers of what explains the control."""
        parts = [f"{self.anchor}-aide"] if self.spec.help else []
        parts += [f"{self.anchor}-compte"] if self.has_counter else []
        parts += [f"{self.anchor}-doute"] if self.may_doubt else []
        return " ".join([*parts, f"{self.anchor}-erreur"])

    @property
    def condition(self) -> str:
        """The condition as the browser reads it, empty when there is none."""
        tree = self.form.condition_of(self.spec)
        return json.dumps(tree, ensure_ascii=False) if tree else ""

    @property
    def explanation(self) -> str:
        return self.form.explanation_of(self.spec)

    @property
    def counted(self) -> dict[str, int]:
        text = str(self.value() or "")
        return {"characters": characters(text), "words": words(text)}

    @property
    def format(self) -> str:
        """How a month or a day is to be typed; empty for the rest."""
        return _FORMATS.get(self.spec.type, "")

    @property
    def is_due(self) -> bool:
        return self.spec.is_due_at_deposit

    @property
    def has_counter(self) -> bool:
        """Long texts are counted always, lines only when their limit is one that people meet."""
        most = self.spec.max or 0
        if self.spec.type == "texte":
            return not self.field.in_row and (0 < most < _LONG_ENOUGH or most >= _SOON_REACHED)
        return self.spec.type == "texte_long"

    @property
    def parts(self) -> dict[str, Any]:
        """The box and the text of a box with precision."""
        value = self.value()
        return {"coche": bool(value.get("coche")), "texte": value.get("texte") or ""} if isinstance(value, dict) else {
            "coche": False, "texte": "",
        }  # fmt: skip

    @property
    def group(self) -> Any:
        """The rows of a repeatable question."""
        return self.form.groups[self.name]

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = {**attrs, "aria-describedby": self.described_by}
        if self.invalid:
            attrs["aria-invalid"] = "true"
        if self.is_radio or self.spec.type == "choix_multiple":
            attrs.pop("aria-describedby")  # the group carries it
        return attrs


FOLDER = "applications/drafting/fields/"
_TEMPLATES = {
    **dict.fromkeys(("choix_cartes", "choix_multiple", "oui_non"), "choices.html"),
    **dict.fromkeys(("case", "case_et_texte"), "tick.html"),
    **dict.fromkeys(("repetable", "liste_personnes", "tableau"), "group.html"),
    **dict.fromkeys(("montant_calcule", "accord_tiers"), "computed.html"),
    "personne": "person.html",
}


def template_of(question: Question) -> str:
    """The partial that draws a question, by its type and its control."""
    if isinstance(question.widget, forms.RadioSelect):
        return f"{FOLDER}choices.html"
    return f"{FOLDER}{_TEMPLATES.get(question.spec.type, 'text.html')}"
