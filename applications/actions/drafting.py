"""Opening a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.actions.projecting import ACRONYM_TAKEN, acronym_claimed, project
from applications.models import Application, Call
from applications.notices.drafting import DraftSaved
from applications.queries.definitions import definition_for
from applications.rules.drafting import can_open_draft
from applications.sections.budgeting import totals
from applications.sections.checking import check
from applications.sections.cleaning import clean, is_empty
from applications.sections.context import Context
from applications.sections.definition import Definition
from applications.states import State
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.references import new_reference
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def open_draft(*, call: Call, by: User, at: datetime, answers: Mapping[str, Any], reference: str = "") -> Application:
    """A new draft from the answers that open it. `reference`, drawn beforehand, makes a second click give the same draft.

    Raises Refused when the rule says no or when one of these answers is missing or wrong.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two clicks, one after the other
    existing = Application.objects.led_by(by).filter(call=call, reference=reference or None).first()
    if existing:
        return existing
    can_open_draft(by, call, at).require()
    definition = definition_for(call)
    stored = _stored(definition, answers)
    application = _create(call, by, at, reference or new_reference(), definition, stored)
    journal.record("application.opened", application, by=by, at=at, reference=application.reference)
    outbox.queue(DraftSaved(application), dedup=("application", application.pk))
    return application


def _stored(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are stored; every question of creation answered, and rightly."""
    stored: dict[str, Any] = {}
    for field in definition:
        if field.id in answers and field.is_typed:
            stored[field.id] = clean(field, answers[field.id], Context(definition, stored)).stored
    for field in definition.creation_fields():
        message = clean(field, stored.get(field.id), Context(definition, stored)).message
        if message or is_empty(stored.get(field.id)):
            raise Refused(f"{field.label}\u00a0: {message or 'cette réponse est nécessaire pour ouvrir le dossier.'}")
    return stored


def _create(
    call: Call, by: User, at: datetime, reference: str, definition: Definition, stored: dict[str, Any]
) -> Application:
    application = Application(
        reference=reference, call=call, lead=by, state=State.DRAFT, answers=stored, created_at=at, updated_at=at
    )
    report = check(definition, stored, {})
    project(application, stored, requested=totals(stored, definition).requested, completeness=report.completeness)
    if stored.get("acronyme") and application.acronym is None:
        raise Refused(ACRONYM_TAKEN)
    with acronym_claimed() as claim:
        application.save(force_insert=True)
    if claim.taken:
        raise Refused(ACRONYM_TAKEN)
    application.search = None  # an expression until now; nobody reads it back
    return application
