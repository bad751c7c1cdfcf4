"""Saving a section, or some questions of it, without ever writing over somebody else's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.actions.projecting import ACRONYM_TAKEN, acronym_claimed, project
from applications.actions.screening.telling import withheld
from applications.methods.merging import Merge, fingerprint, merge
from applications.models import Application, SectionVersion
from applications.queries.deposits.working_copy import acronym_is_taken
from applications.queries.working import (
    definition_of_application,
    files_by_field,
    to_be_saved,
    version_of_section,
)
from applications.rules.drafting import can_edit
from applications.sections.budgeting import totals
from applications.sections.checking import Report, check
from applications.sections.cleaning import clean
from applications.sections.cleaning.sizes import too_large
from applications.sections.context import Context
from applications.sections.definition import Definition, Field
from applications.states import State
from inmp_portal.accounts.models import User


@dataclass(frozen=True)
class Saved:
    """The section as it is stored now.

    `messages`: what does not pass yet, by field, though it is kept. `refused`: what was not kept, and why.
    `kept`: fields that another tab changed and this one did not. `bases`: fingerprints to send with the next save.
    """

    application: Application
    definition: Definition
    section: str
    version: int
    saved_at: datetime
    report: Report
    messages: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    bases: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldConflict:
    """One question answered differently on both sides: what this tab sent, what is stored."""

    field: Field
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Conflict:
    """Nothing was stored: somebody else changed the same questions since this tab read them."""

    application: Application
    definition: Definition
    section: str
    version: int
    saved_at: datetime | None
    saved_by: User | None
    fields: tuple[FieldConflict, ...]
    bases: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_section(
    *, application: Application, by: User, at: datetime, section: str, values: Mapping[str, Any], version: int,
    bases: Mapping[str, str] | None = None,
) -> Saved | Conflict:  # fmt: skip
    """Store the given answers of one section (a few of them when autosaving), valid or not, as typed.

    `version` is the section's version that the sender had read, `bases` the fingerprints of the answers it had; an
    answer changed on both sides gives a Conflict and stores nothing. Raises Refused when the dossier may not be edited
    and KeyError for a section that does not exist. Not journalled: the section's version tells who and when.
    """
    application = _locked(application)
    can_edit(by, application, at).require()
    definition = definition_of_application(application)
    entry = _entry(definition, section, application, values)
    entry.refused |= withheld(application, entry.sent)
    known = version_of_section(application, section)
    current = known.version if known else 0
    merged = merge(application.answers, entry.sent, bases or {}, same_version=version == current)
    if merged.conflicting:
        return _conflict(application, definition, section, known, merged, entry)
    report = _store(application, definition, merged.changed, at, entry) if merged.changed else None
    if report:
        current = _next_version(application, section, known, by, at)
    else:
        report = check(definition, application.answers, files_by_field(application))
    return Saved(
        application, definition, section, current, at, report, entry.messages, entry.refused, tuple(merged.kept),
        _bases(application, values),
    )  # fmt: skip


@dataclass
class _Entry:
    """What was sent, cleaned: the values to store, what does not pass yet, what is not kept at all."""

    sent: dict[str, Any] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def refuse(self, name: str, message: str) -> None:
        self.refused[name] = message
        self.messages.pop(name, None)


def _entry(definition: Definition, section: str, application: Application, values: Mapping[str, Any]) -> _Entry:
    entry = _Entry()
    fields = [item for item in definition.section(section).fields if item.is_typed and item.id in values]
    context = Context(definition, {**application.answers, **values})
    for item in fields:
        if message := too_large(item, values[item.id]):
            entry.refused[item.id] = message
            continue
        entry.sent[item.id], told = clean(item, values[item.id], context)
        if told:
            entry.messages[item.id] = told
    return entry


def _bases(application: Application, values: Mapping[str, Any]) -> dict[str, str]:
    return {name: fingerprint(application.answers.get(name)) for name in values}


def _locked(application: Application) -> Application:
    """The row under its lock, with what saving reads."""
    locked: Application = to_be_saved(Application.objects.select_for_update(of=("self",))).get(pk=application.pk)
    return locked


def _store(
    application: Application, definition: Definition, changed: dict[str, Any], at: datetime, entry: _Entry
) -> Report | None:
    """Write the answers and the columns that follow them; a taken acronym alone is left out. None: nothing was left."""
    acronym = changed.get("acronyme")
    if acronym and not acronym_is_taken(application, acronym):
        with acronym_claimed() as claim:
            report = _write(application, definition, changed, at)
        if not claim.taken:
            return report
    if acronym:
        entry.refuse("acronyme", ACRONYM_TAKEN)
        changed = {name: value for name, value in changed.items() if name != "acronyme"}
    return _write(application, definition, changed, at) if changed else None


def _write(application: Application, definition: Definition, changed: dict[str, Any], at: datetime) -> Report:
    """One UPDATE of the answers and, on a draft, of the columns that lists show."""
    answers = {**application.answers, **changed}
    report = check(definition, answers, files_by_field(application))
    columns = {"answers": answers, "version": application.version + 1, "updated_at": at}
    if application.state == State.DRAFT:
        requested = totals(answers, definition).requested
        projected = project(
            application, answers, requested=requested, completeness=report.completeness, changed={*changed}
        )
        columns |= {name: getattr(application, name) for name in projected}
    Application.objects.filter(pk=application.pk).update(**columns)
    for name in ("answers", "version", "updated_at"):
        setattr(application, name, columns[name])
    return report


def _next_version(application: Application, section: str, known: SectionVersion | None, by: User, at: datetime) -> int:
    if known is None:
        SectionVersion.objects.create(application=application, section=section, version=1, saved_at=at, saved_by=by)
        return 1
    version = known.version + 1
    SectionVersion.objects.filter(pk=known.pk).update(version=version, saved_at=at, saved_by=by)
    return version


def _conflict(
    application: Application, definition: Definition, section: str, known: SectionVersion | None, merged: Merge,
    entry: _Entry,
) -> Conflict:  # fmt: skip
    both = tuple(
        FieldConflict(definition.field(name), entry.sent[name], application.answers.get(name))
        for name in merged.conflicting
    )
    version, saved_at, saved_by = (known.version, known.saved_at, known.saved_by) if known else (0, None, None)
    return Conflict(
        application, definition, section, version, saved_at, saved_by, both, _bases(application, entry.sent)
    )
