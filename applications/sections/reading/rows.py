"""The rows of a dossier, question by question, for one audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from applications.sections.budgeting import totals
from applications.sections.context import Context, rows_of
from applications.sections.definition import Definition, Field
from applications.sections.reading.wording import AMOUNTS, Block, blocks, worded

Audience = Literal["complete", "reviewer"]
_FOR_THE_COORDINATION = "coordination"
_PRIVATE_TYPES = frozenset({"courriel", "telephone"})
_WIDEST_TABLE = 5  # columns; a group with more is read as records, one under the other


@dataclass(frozen=True)
class ReadFile:
    """A file as the reader is told of it."""

    name: str
    sha256: str
    size: int
    pages: int | None = None
    caption: str = ""
    alt_text: str = ""
    key: str = ""


@dataclass(frozen=True)
class Cell:
    """`text` under its `head`, and smaller lines under it; `is_amount` goes to the right."""

    head: str
    text: str
    notes: tuple[str, ...] = ()
    is_amount: bool = False


@dataclass(frozen=True)
class ReadRow:
    """One question with its answer. `kind`: value, prose, list, tick, table, records or files.

    `text` is the whole answer as plain text (what two versions are compared by); `heads` and `cells` the table.
    """

    field: str
    label: str
    kind: str
    text: str = ""
    blocks: tuple[Block, ...] = ()
    heads: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    files: tuple[ReadFile, ...] = ()
    is_due: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text


@dataclass(frozen=True)
class ReadSection:
    key: str
    number: int
    title: str
    rows: tuple[ReadRow, ...]

    @property
    def is_empty(self) -> bool:
        return all(row.is_empty for row in self.rows)


def read(
    definition: Definition,
    answers: Mapping[str, Any],
    audience: Audience = "complete",
    files: Mapping[str, Sequence[ReadFile]] | None = None,
) -> tuple[ReadSection, ...]:
    """Every section that has something for this audience; questions that the answers do not call for are left out."""
    context = Context(definition, answers)
    sections = (
        ReadSection(
            section.key, section.number, section.title,
            tuple(
                _row(field, answers, context, audience, tuple((files or {}).get(field.id, ())))
                for field in section.fields
                if is_shown(field, audience) and context.applies(field)
            ),
        )
        for section in definition.sections
    )  # fmt: skip
    return tuple(section for section in sections if section.rows)


def is_shown(field: Field, audience: Audience) -> bool:
    """May this audience read the answer?"""
    if audience == "complete":
        return True
    return field.visibility != _FOR_THE_COORDINATION and field.type not in _PRIVATE_TYPES


def files_by_field(listed: Iterable[Mapping[str, Any]]) -> dict[str, list[ReadFile]]:
    """The files of a deposit's snapshot, by question."""
    found: dict[str, list[ReadFile]] = {}
    for item in listed:
        kept = {name: item[name] for name in ("name", "sha256", "size", "pages", "caption", "alt_text", "key")}
        found.setdefault(item["field"], []).append(ReadFile(**kept))
    return found


def _row(
    field: Field, answers: Mapping[str, Any], context: Context, audience: Audience, files: tuple[ReadFile, ...]
) -> ReadRow:
    value = answers.get(field.id)
    due = context.is_due(field) and (not field.has_rows or field.min_elements > 0)
    if field.type == "fichiers":
        text = "\n".join(f"{file.name} ({file.sha256})" for file in files)
        return ReadRow(field.id, field.label, "files", text, files=files, is_due=due)
    if field.type == "montant_calcule":
        value = int(totals(answers, context.definition).requested)
    if field.has_rows or field.type == "personne":
        rows = rows_of(value if isinstance(value, list) else [value])
        return _group(field, rows, context, audience, due) if rows or not value else _single(field, value, context, due)
    return _single(field, value, context, due)


def _single(field: Field, value: Any, context: Context, due: bool) -> ReadRow:
    text = worded(field, value, context)
    kind = {"texte_long": "prose", "choix_multiple": "list", "case": "tick", "case_et_texte": "tick"}.get(
        field.type, "value"
    )
    return ReadRow(field.id, field.label, kind, text, blocks=blocks(text) if kind != "value" else (), is_due=due)


def _group(field: Field, rows: list[dict[str, Any]], context: Context, audience: Audience, due: bool) -> ReadRow:
    shown = [column for column in field.columns if is_shown(column, audience)]
    main = [column for column in shown if not _is_note(field, column)]
    notes = [column for column in shown if _is_note(field, column)]
    kind = "table" if len(main) <= _WIDEST_TABLE or field.type == "tableau" else "records"
    cells = tuple(_cells(main, notes, row, context.within(row)) for row in rows)
    return ReadRow(
        field.id, field.label, kind, _group_text(shown, rows, context), heads=tuple(column.label for column in main),
        cells=cells, is_due=due,
    )  # fmt: skip


def _is_note(field: Field, column: Field) -> bool:
    """In a wide table, the texts that explain its first text column are written under it."""
    texts = [item for item in field.columns if item.type == "texte"]
    return field.type == "tableau" and len(field.columns) > _WIDEST_TABLE and column in texts[1:]


def _cells(main: list[Field], notes: list[Field], row: Mapping[str, Any], inside: Context) -> tuple[Cell, ...]:
    under = tuple(filter(None, (worded(column, row.get(column.id), inside) for column in notes)))
    host = next((column for column in main if column.type == "texte"), None)
    return tuple(
        Cell(
            column.label,
            worded(column, row.get(column.id), inside),
            under if column is host else (),
            column.type in AMOUNTS,
        )
        for column in main
    )


def _group_text(shown: list[Field], rows: list[dict[str, Any]], context: Context) -> str:
    return "\n".join(
        " · ".join(
            f"{column.label} : {said}" for column in shown if (said := worded(column, row.get(column.id), inside))
        )
        for row in rows
        for inside in (context.within(row),)
    )
