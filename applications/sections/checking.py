"""What is missing or wrong in a dossier, where, and how far it has come: the same answer for the page and the deposit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from applications.sections import budgeting
from applications.sections.cleaning import clean, is_empty
from applications.sections.cleaning.counting import characters
from applications.sections.cleaning.words import NB, count
from applications.sections.context import Context, rows_of
from applications.sections.definition import Definition, Field, Section
from applications.sections.eligibility import breaches
from applications.sections.explaining import missing_message

EMPTY, PARTIAL, COMPLETE = "empty", "partial", "complete"
MISSING, INVALID, SHORT = "missing", "invalid", "short"


@dataclass(frozen=True)
class Problem:
    """One thing to do before the deposit. `row` counts from 0, None outside groups; `label` names the question."""

    section: str
    field: str
    row: int | None
    label: str
    message: str
    column: str = ""
    kind: str = MISSING

    @property
    def anchor(self) -> str:
        """The identifier of the input on the section's page."""
        return anchor_of(self.field, self.row, self.column)


def anchor_of(field: str, row: int | None, column: str) -> str:
    """Where a question, one of its rows (from 0) or a cell of it stands on its page."""
    return "-".join(["champ", field, *([] if row is None else [str(row), *([column] if column else [])])])


def left_to_do(problems: Iterable[Problem]) -> str:
    """« à compléter », « à corriger » or both: a wrong answer is not a missing one."""
    kinds = {problem.kind == INVALID for problem in problems}
    return "à compléter ou à corriger" if len(kinds) == 2 else "à corriger" if True in kinds else "à compléter"


@dataclass(frozen=True)
class SectionProgress:
    """`state` is empty, partial or complete; `missing` counts the problems, `left` says which, `first` is where the first
    stands; `due` and `done` count the required answers."""

    state: str
    missing: int
    left: str = ""
    due: int = 0
    done: int = 0
    first: str = ""


@dataclass(frozen=True)
class Report:
    """`problems` in the order of the form; `doubts` do not prevent the deposit."""

    problems: tuple[Problem, ...]
    completeness: int
    sections: dict[str, SectionProgress]
    doubts: tuple[budgeting.LineRemark, ...] = ()

    def of_section(self, key: str) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.section == key)

    @property
    def is_complete(self) -> bool:
        return not self.problems

    @property
    def left(self) -> str:
        """What the problems ask for, in words."""
        return left_to_do(self.problems)


def check(definition: Definition, answers: Mapping[str, Any], files: Mapping[str, int]) -> Report:
    """Everything that stands between these answers and a deposit. `files`: number of files joined, by field."""
    context = Context(definition, answers)
    between = list(breaches(answers, context))
    problems: list[Problem] = []
    progress: dict[str, SectionProgress] = {}
    for section in definition.sections:
        found: list[Problem] = []
        for field in section.fields:
            if context.applies(field):
                found += field_problems(field, answers.get(field.id), files.get(field.id, 0), context)
                found += (_problem(field, b.message, INVALID, b.row, b.column) for b in between if b.field == field.id)
        progress[section.key] = _progress(section, found, answers, files, context)
        problems += found
    doubts = tuple(budgeting.doubts(answers, definition))
    return Report(tuple(problems), _completeness(progress, problems), progress, doubts)


def field_problems(field: Field, value: Any, files: int, context: Context) -> list[Problem]:
    """What one question lacks, or what is wrong with its answer."""
    if field.type == "fichiers":
        due = context.is_due(field) and not files
        return [_problem(field, "Joignez ce document.", MISSING)] if due else []
    if not field.is_typed:
        return []
    if is_empty(value):
        due = _is_needed(field, context)
        return [_problem(field, missing_message(field), MISSING)] if due else []
    message = _own_message(field, value, context)
    own = [_problem(field, message, INVALID)] if message else []
    inside = [] if own and not field.columns else list(_details(field, value, context))
    return inside or own if field.type == "personne" else own + inside


def _own_message(field: Field, value: Any, context: Context) -> str | None:
    """What is wrong with the answer itself. Of a group, only too many rows: its cells are checked one by one after it."""
    if field.has_rows and (not field.max_elements or len(rows_of(value)) <= field.max_elements):
        return None
    return clean(field, value, context).message


def _is_needed(field: Field, context: Context) -> bool:
    """Due at the deposit, and not a group that may stay empty."""
    return context.is_due(field) and (not field.has_rows or field.min_elements > 0)


def _details(field: Field, value: Any, context: Context) -> Iterator[Problem]:
    """The inside of an answer that is well formed: too short, not ticked, cells of its rows."""
    if field.has_rows:
        rows = rows_of(value)
        if len(rows) < field.min_elements:
            lacking = count(field.min_elements - len(rows), "ligne")
            yield _problem(field, f"Il en faut {field.min_elements} au moins{NB}: ajoutez {lacking}.", SHORT)
        for place, row in enumerate(rows):
            yield from _row_problems(field, row, place, context)
    elif field.type == "personne":
        yield from _row_problems(field, value, None, context)
    elif field.type == "case_et_texte" and not value.get("coche"):
        yield _problem(field, missing_message(field), MISSING)
    elif shortfall := _shortfall(field, value):
        yield _problem(field, shortfall, SHORT)


def _row_problems(field: Field, row: Mapping[str, Any], place: int | None, context: Context) -> Iterator[Problem]:
    inside = context.within(row)
    for column in field.columns:
        if not inside.applies(column):
            continue
        for problem in field_problems(column, row.get(column.id), 0, inside):
            where = f"ligne {place + 1}, " if place is not None else ""
            label = f"{field.label}{NB}: {where}{column.label.lower()}"
            yield Problem(field.section, field.id, place, label, problem.message, column.id, problem.kind)


def _shortfall(field: Field, value: Any) -> str | None:
    if field.type == "texte_long" and field.min and (length := characters(str(value))) < field.min:
        lacking = count(field.min - length, "caractère")
        return f"Ce texte est trop court{NB}: il manque {lacking} ({field.min} au moins)."
    if field.type in ("etiquettes", "choix_multiple") and len(value) < field.min_elements:
        what = ("mot-clé", "mots-clés") if field.type == "etiquettes" else ("réponse", "réponses")
        return f"Ajoutez {count(field.min_elements - len(value), *what)} ({field.min_elements} au moins)."
    return None


def _problem(field: Field, message: str, kind: str, row: int | None = None, column: str = "") -> Problem:
    label = field.label if row is None else f"{field.label}{NB}: ligne {row + 1}"
    return Problem(field.section, field.id, row, label, message, column, kind)


def _progress(
    section: Section, found: list[Problem], answers: Mapping[str, Any], files: Mapping[str, int], context: Context
) -> SectionProgress:
    wrong = {problem.field for problem in found}
    due = [field.id for field in section.fields if _is_needed(field, context)]
    answered = any(not is_empty(answers.get(field.id)) or files.get(field.id) for field in section.fields)
    state = PARTIAL if answered else EMPTY
    if not found and (due or answered):
        state = COMPLETE
    done = sum(id not in wrong for id in due)
    return SectionProgress(state, len(found), left_to_do(found), len(due), done, found[0].anchor if found else "")


def _completeness(progress: Mapping[str, SectionProgress], problems: list[Problem]) -> int:
    """The share of required answers that are right, in whole percents; 100 only when nothing is left to do."""
    due = sum(section.due for section in progress.values())
    done = sum(section.done for section in progress.values())
    percent = 100 * done // due if due else 100
    return min(percent, 99) if problems else 100
