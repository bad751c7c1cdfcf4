"""What the person reads before confirming a deposit."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from applications.models import Application, Attachment, SectionVersion
from applications.queries.deposits.working_copy import digest, digests_by_field
from applications.queries.doubts import doubts_of
from applications.queries.working import definition_of_application
from applications.sections.budgeting import Totals, totals
from applications.sections.checking import Problem, Report, check
from applications.sections.definition import Definition
from applications.sections.reading import ReadFile, ReadRow, ReadSection, read

DECLARATIONS = "declarations"


@dataclass(frozen=True)
class Confirmation:
    """The working copy as it stands: what it lacks, what it says, and the digests that name this very content.

    `doubts`: what looks like a patient's data; it is told, and the deposit stays possible.
    """

    definition: Definition
    report: Report
    sections: tuple[ReadSection, ...]
    totals: Totals
    seen: str
    shown: str
    doubts: tuple[Problem, ...]

    @property
    def declarations(self) -> ReadSection | None:
        return next((section for section in self.sections if section.key == DECLARATIONS), None)

    @property
    def content(self) -> tuple[ReadSection, ...]:
        """Everything but the declarations, which the page shows apart."""
        return tuple(section for section in self.sections if section.key != DECLARATIONS)


@dataclass(frozen=True)
class Change:
    """A question answered anew since the summary was shown; who and when, as far as the section's version tells."""

    section: str
    title: str
    row: ReadRow
    saved: SectionVersion | None


def confirmation_of(application: Application) -> Confirmation:
    """Read the working copy for its summary page."""
    files = present_files(application)
    definition = definition_of_application(application)
    answers = application.answers
    return Confirmation(
        definition=definition,
        report=check(definition, answers, Counter(item.field for item in files)),
        sections=read(definition, answers, "complete", files_to_read(files)),
        totals=totals(answers, definition),
        seen=digest(answers, files),
        shown=json.dumps(digests_by_field(answers, files), separators=(",", ":")),
        doubts=doubts_of(definition, answers, files),
    )


def changes_since(shown: str, application: Application, now: Confirmation) -> list[Change]:
    """The questions whose answers differ from what was shown."""
    before, after = _loaded(shown), _loaded(now.shown)
    versions = {
        item.section: item for item in SectionVersion.objects.filter(application=application).select_related("saved_by")
    }
    return [
        Change(section.key, section.title, row, versions.get(section.key))
        for section in now.sections
        for row in section.rows
        if before.get(row.field) != after.get(row.field)
    ]


def present_files(application: Application) -> list[Attachment]:
    """The files of the working copy, in a stable order."""
    return list(Attachment.objects.present().filter(application=application).order_by("field", "id"))


def files_to_read(files: list[Attachment]) -> dict[str, list[ReadFile]]:
    """The same, by question, as readers are told of them."""
    found: dict[str, list[ReadFile]] = {}
    for item in files:
        told = ReadFile(item.name, item.sha256, item.size, item.pages, item.caption, item.alt_text, str(item.key))
        found.setdefault(item.field, []).append(told)
    return found


def _loaded(shown: str) -> dict[str, Any]:
    """The digests sent back by the page; a tampered field only makes everything look changed."""
    try:
        loaded = json.loads(shown)
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}
