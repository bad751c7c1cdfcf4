"""What looks like a patient's data in a dossier: its answers and its files, as one list in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from applications.models import Attachment
from applications.sections.checking import Problem
from applications.sections.definition import Definition
from applications.sections.reading.doubts import DOUBT, TODO, TODO_FILE, doubts_in


def doubts_of(definition: Definition, answers: Mapping[str, Any], files: Iterable[Attachment]) -> tuple[Problem, ...]:
    """For the team, with what to do; asks nothing of the database."""
    told = [_of_file(definition, file) for file in files if file.field in definition.by_id and file.doubt]
    return (*doubts_in(definition, answers, TODO), *told)


def _of_file(definition: Definition, file: Attachment) -> Problem:
    field = definition.field(file.field)
    message = f"«\u00a0{file.name}\u00a0». {file.doubt} {TODO_FILE}"
    return Problem(field.section, field.id, None, field.label, message, kind=DOUBT)
