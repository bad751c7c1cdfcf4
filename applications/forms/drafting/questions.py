"""A question of the definition as a form field: chooses the widget, checks nothing (the action does)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField

from applications.forms.drafting import widgets
from applications.sections.cleaning.counting import characters, words
from applications.sections.definition import Field

if TYPE_CHECKING:
    from applications.forms.drafting.pages import SectionForm

_LONG_ENOUGH, _SOON_REACHED = 50, 150  # a name never meets 80 letters, a title does meet 180
_LONG_LIST = 6  # beyond that many options a list is quicker than buttons
_FEW_ROWS, _MANY_ROWS = 3, 14
_TEXT = "form-control"


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
    def anchor(self) -> str:
        """Where links to this question lead."""
        return f"champ-{self.html_name}"

    @property
    def invalid(self) -> str:
        """Why the stored answer does not pass; empty when it does."""
        return self.form.invalid.get(self.anchor, "")

    @property
    def base(self) -> str:
        return self.form.bases.get(self.name, "0")

    @property
    def described_by(self) -> str:
        """Identifiers of what explains the control."""
        parts = [f"{self.anchor}-aide"] if self.spec.help else []
        parts += [f"{self.anchor}-compte"] if self.has_counter else []
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


def widget_of(spec: Field, *, in_row: bool = False) -> forms.Widget:
    """The control that suits a type; in a row, room is short and choices are lists."""
    if in_row and spec.type == "choix":
        return _list(spec)
    make = _WIDGETS.get(spec.type)
    return make(spec) if make else forms.HiddenInput()


def _line(spec: Field) -> forms.Widget:
    numeric = spec.type in ("entier", "montant")
    attrs = {"class": f"{_TEXT} is-{spec.type}", "autocomplete": "off"}
    attrs |= {"inputmode": "numeric"} if numeric else {}
    attrs |= {"courriel": {"inputmode": "email"}, "telephone": {"inputmode": "tel"}}.get(spec.type, {})
    if spec.type == "choix_ou_texte":
        attrs["list"] = f"liste-{spec.id}"
    return widgets.Line(native={"mois": "month", "date": "date"}.get(spec.type, ""), attrs=attrs)


def _text(spec: Field) -> forms.Widget:
    rows = min(max((spec.max or 1000) // 140, _FEW_ROWS), _MANY_ROWS)
    attrs: dict[str, Any] = {"class": _TEXT, "rows": rows, "autocomplete": "off", "spellcheck": "true"}
    if spec.id == "resume_anglais":
        attrs["lang"] = "en"
    return forms.Textarea(attrs=attrs)


def _options(spec: Field) -> list[tuple[str, str]]:
    return [(option.value, option.label) for option in spec.options]


def _choice(spec: Field) -> forms.Widget:
    if len(spec.options) > _LONG_LIST:
        return _list(spec)
    return forms.RadioSelect(choices=_options(spec), attrs={"class": "form-check-input"})


def _list(spec: Field) -> forms.Widget:
    return widgets.Choice(choices=[("", "Choisir…"), *_options(spec)], attrs={"class": "form-select"})


def _yes_no(spec: Field) -> forms.Widget:
    return forms.RadioSelect(choices=[("oui", "Oui"), ("non", "Non")], attrs={"class": "form-check-input"})


_WIDGETS: dict[str, Any] = {
    **dict.fromkeys(("texte", "entier", "montant", "mois", "date", "courriel", "telephone", "choix_ou_texte"), _line),
    "texte_long": _text,
    "choix": _choice,
    "choix_cartes": lambda spec: forms.RadioSelect(choices=_options(spec), attrs={"class": "form-check-input"}),
    "choix_multiple": lambda spec: widgets.Boxes(choices=_options(spec), attrs={"class": "form-check-input"}),
    "etiquettes": lambda spec: widgets.Tags(attrs={"class": _TEXT, "autocomplete": "off"}),
    "oui_non": _yes_no,
    "case": lambda spec: widgets.Tick(attrs={"class": "form-check-input"}),
    "case_et_texte": lambda spec: widgets.TickAndText(attrs={"class": _TEXT, "rows": 3}),
    "ref_equipe": lambda spec: widgets.Choice(attrs={"class": "form-select"}),
}
