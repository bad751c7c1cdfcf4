"""Widgets that show what is stored, right or wrong, and give back what was typed, as typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

TRUE = "on"


class Line(forms.TextInput):
    """One line. `native` names the browser's own input (month, date) used while the value suits it."""

    def __init__(self, native: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.native = native

    def format_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        # A month typed as « janvier » would vanish from the browser's own control: then it stays a plain text.
        suits = not shown or (
            shown.replace("-", "").isdigit() and len(shown) == {"month": 7, "date": 10}.get(self.native)
        )
        context["widget"]["type"] = self.native if self.native and suits else "text"
        return context


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
