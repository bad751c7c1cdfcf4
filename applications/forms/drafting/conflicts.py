"""Two versions of the same questions, side by side, for a page without JavaScript and for the autosave's answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from applications.actions.saving import Conflict
from applications.methods.merging import differing
from applications.sections.context import Context, rows_of
from applications.sections.definition import Field
from applications.sections.reading.wording import worded
from inmp_portal.lib.french import counted

_EDITABLE = frozenset({"texte", "texte_long", "courriel", "telephone", "choix_ou_texte"})
_NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "version", "suite", "ajouter", "retirer", "monter", "descendre"})


@dataclass(frozen=True)
class Side:
    """One question: both answers in words; `is_editable` when a third text may be written from them.

    Of a group of rows, the words are those of the rows that differ; `may_unite` when both sides' rows can be kept.
    """

    field: Field
    mine: str
    theirs: str
    is_editable: bool
    base: str
    may_unite: bool = False


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
            both.field, _side(both.field, both.mine, both.theirs, context),
            _side(both.field, both.theirs, both.mine, context), both.field.type in _EDITABLE,
            conflict.bases[both.field.id], both.field.has_rows,
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


def _side(field: Field, value: Any, other: Any, context: Context) -> str:
    """One side in words; of rows, only what the other side does not have."""
    if not field.has_rows:
        return _text(field, value, context)
    rows, others = rows_of(value), rows_of(other)
    unlike = differing(rows, others)
    said = [f"Ligne {place}\n{_row(field, row, context)}" for place, row in unlike]
    if not said:
        said = ["Les mêmes lignes, dans un autre ordre." if len(rows) == len(others) else "Aucune autre ligne."]
    if alike := len(rows) - len(unlike):
        said.append(f"{counted(alike, 'ligne identique', 'lignes identiques')} des deux côtés.")
    return "\n\n".join(said)


def _row(field: Field, row: Mapping[str, Any], context: Context) -> str:
    """« Jalon : Recrutement », one column a line; empty cells are left out."""
    inside = context.within(row)
    told = ((column.label, worded(column, row.get(column.id), inside)) for column in field.columns)
    return "\n".join(f"{label}\u00a0: {words}" for label, words in told if words)


def _text(field: Field, value: Any, context: Context) -> str:
    """The answer in words; as typed when it is no answer."""
    if field.type in _EDITABLE:
        return str(value or "")
    return worded(field, value, context) or "(sans réponse)"
