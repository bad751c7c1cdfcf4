"""Widgets that show what is stored, right or wrong, and give back what was typed, as typed; and the choice of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from applications.sections.cleaning.dates import typed_day, typed_month
from applications.sections.definition import Field

_LONG_LIST = 6  # beyond that many options a list is quicker than buttons
_FEW_ROWS, _MANY_ROWS = 3, 14
_TEXT = "form-control"
_NONE = ("", "Ne pas préciser")  # a button once chosen cannot be let go of otherwise
_WRITTEN = {"mois": typed_month, "date": typed_day}


class Line(forms.TextInput):
    """One line; `written` puts a stored value as people write it (« 01/2026 »), what was typed amiss stays as typed.

    Never the browser's own control for months or days: it speaks the browser's language, and hides a wrong value.
    """

    def __init__(self, written: Callable[[str], str] = str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.written = written

    def format_value(self, value: Any) -> str:
        return "" if value is None else self.written(str(value))


class Tags(forms.TextInput):
    """Key words in one line, parted by commas; the page's script turns it into tags."""

    def format_value(self, value: Any) -> str:
        return ", ".join(str(item) for item in value) if isinstance(value, (list, tuple)) else str(value or "")


class Tick(forms.CheckboxInput):
    """A box whose value is True or None."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return True if data.get(name) else None


class TickAndText(forms.MultiWidget):
    """A box and its precision: {"coche": bool, "texte": str}."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "coche": forms.CheckboxInput(attrs={"class": "form-check-input"}),
            "texte": forms.Textarea(attrs=attrs),
        }
        super().__init__(parts)

    def decompress(self, value: Any) -> list[Any]:
        value = value if isinstance(value, Mapping) else {}
        return [bool(value.get("coche")), value.get("texte") or ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        ticked, text = super().value_from_datadict(data, files, name)
        return {"coche": bool(ticked), "texte": text or ""}


class Choice(forms.Select):
    """A list whose stored value is shown even when it is no longer proposed."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, [str(item) for item in value], attrs)


class Boxes(forms.CheckboxSelectMultiple):
    """Several boxes; an empty list when none is ticked."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if isinstance(data, MultiValueDict) else list(data.get(name) or [])


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
    return Line(written=_WRITTEN.get(spec.type, str), attrs=attrs)


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
    return _buttons(spec, _options(spec))


def _buttons(spec: Field, options: list[tuple[str, str]]) -> forms.Widget:
    """One choice among buttons; the answer to a question that may be left out can be taken back."""
    if spec.required == "facultatif":
        options = [*(option for option in options if option[0]), _NONE]  # an edition may have said « — »
    return forms.RadioSelect(choices=options, attrs={"class": "form-check-input"})


def _list(spec: Field) -> forms.Widget:
    return Choice(choices=[("", "Choisir…"), *_options(spec)], attrs={"class": "form-select"})


def _yes_no(spec: Field) -> forms.Widget:
    return _buttons(spec, [("oui", "Oui"), ("non", "Non")])


_WIDGETS: dict[str, Any] = {
    **dict.fromkeys(("texte", "entier", "montant", "mois", "date", "courriel", "telephone", "choix_ou_texte"), _line),
    "texte_long": _text,
    "choix": _choice,
    "choix_cartes": lambda spec: _buttons(spec, _options(spec)),
    "choix_multiple": lambda spec: Boxes(choices=_options(spec), attrs={"class": "form-check-input"}),
    "etiquettes": lambda spec: Tags(attrs={"class": _TEXT, "autocomplete": "off"}),
    "oui_non": _yes_no,
    "case": lambda spec: Tick(attrs={"class": "form-check-input"}),
    "case_et_texte": lambda spec: TickAndText(attrs={"class": _TEXT, "rows": 3}),
    "ref_equipe": lambda spec: Choice(attrs={"class": "form-select"}),
}
