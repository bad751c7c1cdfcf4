"""Two versions of the same questions, side by side, for a page without JavaScript and for the autosave's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from applications.actions.saving import Conflict
from applications.sections.context import Context
from applications.sections.definition import Field
from applications.sections.reading.wording import worded

_EDITABLE = frozenset({"texte", "texte_long", "courriel", "telephone", "choix_ou_texte"})
_NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "version", "suite", "ajouter", "retirer", "monter", "descendre"})


@dataclass(frozen=True)
class Side:
    """One question: both answers in words; `is_editable` when a third text may be written from them."""

    field: Field
    mine: str
    theirs: str
    is_editable: bool
    base: str


@dataclass(frozen=True)
class Sides:
    """All that the page of a conflict shows, and what it must send again."""

    conflict: Conflict
    sides: tuple[Side, ...]
    carried: tuple[tuple[str, str], ...] = ()


def sides_of(conflict: Conflict) -> tuple[Side, ...]:
    """Both answers of each question in words."""
    context = Context(conflict.definition, conflict.application.answers)
    return tuple(
        Side(
            both.field, _text(both.field, both.mine, context), _text(both.field, both.theirs, context),
            both.field.type in _EDITABLE, conflict.bases[both.field.id],
        )
        for both in conflict.fields
    )  # fmt: skip


def both_sides(conflict: Conflict, data: QueryDict, posted: Any) -> Sides:
    """The conflict of a section sent whole: everything else that was typed is carried to the next attempt."""
    sides = sides_of(conflict)
    asked_again = {side.field.id for side in sides if side.is_editable}
    new_bases = {f"base-{side.field.id}": side.base for side in sides}
    carried = [
        (name, new_bases.get(name, value))
        for name, values in data.lists()
        for value in values
        if name not in _NOT_CARRIED | asked_again and not name.startswith("choix-")
    ]
    return Sides(conflict, sides, tuple(carried))


def _text(field: Field, value: Any, context: Context) -> str:
    """The answer in words; as typed when it is no answer."""
    if field.type in _EDITABLE:
        return str(value or "")
    return worded(field, value, context) or "(sans réponse)"
