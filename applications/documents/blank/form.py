"""The blank form: every question that the edition asks, with room to prepare one's answers away from the screen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import get_template, render_to_string

from applications.documents.blank.wording import STAGES, limits_of, room_of
from applications.documents.styles import blank_assets
from applications.models import Call
from applications.sections.definition import Definition, Field
from applications.sections.explaining import explained

_PAGE = "applications/pdf/blank.html"
_LAYOUT = (
    _PAGE,
    "applications/pdf/base.html",
    *(f"applications/pdf/blank/_{name}.html" for name in ("cover", "row", "terms")),
)
_TICKED = frozenset({"case", "case_et_texte"})


@dataclass(frozen=True)
class BlankQuestion:
    """One question in words; `room` names the empty space that follows it."""

    label: str
    help: str
    stage: str
    condition: str
    limits: str
    options: tuple[str, ...]
    room: str
    is_ticked: bool
    columns: tuple[BlankQuestion, ...]


@dataclass(frozen=True)
class BlankSection:
    key: str
    number: int
    title: str
    intro: str
    questions: tuple[BlankQuestion, ...]


def blank_form(call: Call, definition: Definition) -> tuple[str, Mapping[str, bytes]]:
    """The HTML of the blank form and its assets, for `inmp_portal.lib.pdf.render`."""
    return render_to_string(_PAGE, blank_context(call, definition)), blank_assets()


def blank_context(call: Call, definition: Definition) -> dict[str, Any]:
    """The context of the template: nothing of a person, nothing of the instant."""
    sections = blank_sections(definition)
    asked = sum(len(section.questions) for section in sections)
    return {"call": call, "sections": sections, "asked": asked}


def blank_sections(definition: Definition) -> tuple[BlankSection, ...]:
    """The sections in the order of the form; one that the profile empties is left out."""
    return tuple(
        BlankSection(
            section.key, section.number, section.title, section.intro,
            tuple(_question(field, definition) for field in section.fields),
        )
        for section in definition.sections
        if section.fields
    )  # fmt: skip


def blank_print(call: Call, definition: Definition) -> str:
    """Names the document by all that it is made from: two calls with the same print have the same blank form."""
    dates = (call.opens_at, call.closes_at, call.visas_due_at)
    said = (definition.fingerprint, call.title, call.contact_email, *(date.isoformat() for date in dates), _layout())
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@cache
def _layout() -> str:
    """The print of the templates and styles, so that a new release makes the document anew."""
    sources = [str(getattr(get_template(name), "template").source).encode() for name in _LAYOUT]  # noqa: B009
    return hashlib.sha256(b"\n".join([*sources, *blank_assets().values()])).hexdigest()


def _question(field: Field, definition: Definition) -> BlankQuestion:
    options = ("Oui", "Non") if field.type == "oui_non" else tuple(option.label for option in field.options)
    return BlankQuestion(
        label=field.label, help=field.help, stage=STAGES.get(field.required, ""),
        condition=explained(field, definition), limits=limits_of(field, definition), options=options,
        room=room_of(field), is_ticked=field.type in _TICKED,
        columns=tuple(_question(column, definition) for column in field.columns),
    )  # fmt: skip
