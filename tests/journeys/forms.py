"""What a browser would send from a page: its form's own values, with the answers typed over them."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from applications.sections.definition import ROW_KEY, Field, Section


class _Inputs(HTMLParser):
    """Hidden inputs of the page's posting forms."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "input" and named.get("type") == "hidden" and named.get("name"):
            self.values[str(named["name"])] = named.get("value") or ""


def hidden_of(response: Any) -> dict[str, str]:
    """The hidden values of a page."""
    inputs = _Inputs()
    inputs.feed(response.content.decode())
    return inputs.values


def typed(section: Section, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a section as its controls send them."""
    sent: dict[str, Any] = {}
    for field in section.fields:
        if field.is_typed and answers.get(field.id) not in (None, "", []):
            sent |= _controls(field, field.id, answers[field.id])
    return sent


def _controls(field: Field, name: str, value: Any) -> dict[str, Any]:
    if field.has_rows:
        return _rows(field, name, value)
    if field.type == "case":
        return {name: "on"} if value else {}
    if field.type == "case_et_texte":
        return {f"{name}_texte": value["texte"], **({f"{name}_coche": "on"} if value["coche"] else {})}
    if field.type == "etiquettes":
        return {name: ", ".join(value)}
    return {name: value}


def _rows(field: Field, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = {column.id: column for column in field.columns}
    sent: dict[str, Any] = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        for key, value in row.items():
            if key == ROW_KEY:
                sent[f"{name}-{place}-{key}"] = value
            elif value not in (None, "", []):
                sent |= _controls(columns[key], f"{name}-{place}-{key}", value)
    return sent
