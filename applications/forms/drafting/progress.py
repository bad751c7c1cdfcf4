"""What the pages of a draft tell of it: sections with their state, what is missing with its address, time left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from applications.methods.effort import Task, minutes
from applications.models import Application
from applications.sections.budgeting import LineRemark
from applications.sections.checking import INVALID, Problem, Report, anchor_of
from applications.sections.definition import BUDGET_LINES, Definition, Field, Section


@dataclass(frozen=True)
class Step:
    """One section in the list beside the form; `state` is empty, partial or complete."""

    section: Section
    url: str
    state: str
    missing: int


@dataclass(frozen=True)
class Todo:
    """One thing to do, with the address of its question."""

    problem: Problem
    url: str


def section_url(application: Application, key: str) -> str:
    return reverse("applications:section_edit", args=[application.reference, key])


def steps_of(application: Application, definition: Definition, report: Report) -> list[Step]:
    """The sections in their order."""
    return [
        Step(section, section_url(application, section.key), progress.state, progress.missing)
        for section in definition.sections
        for progress in [report.sections[section.key]]
    ]


def todos_of(application: Application, problems: Iterable[Problem]) -> list[Todo]:
    """Problems with their links."""
    return [Todo(problem, f"{section_url(application, problem.section)}#{problem.anchor}") for problem in problems]


def doubts_of(application: Application, definition: Definition, report: Report) -> list[tuple[LineRemark, str]]:
    """What is to be checked in the budget without preventing the deposit, each with the address where to act."""
    lines = definition.by_id.get(BUDGET_LINES)
    here = section_url(application, lines.section) if lines else ""
    return [(doubt, f"{here}#{anchor_of(BUDGET_LINES, doubt.row, doubt.column)}") for doubt in report.doubts if lines]


def told_at(problems: Iterable[Problem]) -> dict[str, str]:
    """What to say beside each input, by anchor: everything that is wrong there, one sentence after the other."""
    told: dict[str, list[str]] = {}
    for problem in problems:
        if problem.kind == INVALID:
            told.setdefault(problem.anchor, []).append(problem.message)
    return {anchor: " ".join(messages) for anchor, messages in told.items()}


def first_unfinished(definition: Definition, report: Report) -> str:
    """The section to go on with: the first that lacks something, else the first."""
    return next((key for key, progress in report.sections.items() if progress.missing), definition.sections[0].key)


def minutes_left(definition: Definition, report: Report) -> int:
    """An estimate for everything that is still missing."""
    return minutes(_task(definition.by_id[name]) for name in {problem.field for problem in report.problems})


def minutes_for(section: Section) -> int:
    """An estimate for a whole section."""
    return minutes(_task(field) for field in section.fields)


def _task(field: Field) -> Task:
    rows = max(field.min_elements, 1) if field.has_rows else 0
    return Task(field.type, field.max or 0, rows, len(field.columns))
