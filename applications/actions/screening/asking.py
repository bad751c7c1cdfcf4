"""Asking a team to complete its dossier, giving it more time, ending the request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.actions.deposits.reopening import put_back
from applications.models import Application, Attachment, Complement, Deposit, Screening
from applications.notices.screening.complement import ComplementAsked
from applications.queries.definitions import definition_of_deposit
from applications.queries.deposits.working_copy import changed_since
from applications.rules.complementing import can_ask, can_change_request, leaves_time
from applications.sections.screening.naming import may_be_named
from applications.states import ComplementState, State
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import moment
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def ask(
    *, screening: Screening, named: Mapping[str, str], message: str, due_at: datetime, by: User, at: datetime
) -> Complement:
    """Ask for the fields of `named` (each with a precision, or ""): they alone may change, until `due_at` included.

    The working copy goes back to what was deposited; what had been typed since without being deposited is set aside.
    """
    screening = Screening.objects.locked(screening)
    application = screening.application
    can_ask(by, screening, at).require()
    leaves_time(application, due_at, at).require()
    last = Deposit.objects.select_related("frozen_form").get(pk=screening.deposit_id)
    items = _items(last, named)
    aside = _set_aside(application, last)
    put_back(application, last, by, at)
    complement = Complement.objects.create(
        application=application, screening=screening, items=items, message=message.strip(), asked_at=at, asked_by=by,
        due_at=due_at, set_aside=aside,
    )  # fmt: skip
    application.move(State.COMPLEMENT)
    journal.record(
        "screening.complement_asked", application, by=by, at=at, fields=", ".join(item["label"] for item in items),
        until=moment(due_at),
    )  # fmt: skip
    outbox.queue(ComplementAsked(complement), dedup=(complement.pk, due_at.isoformat()))
    return complement


@transaction.atomic
def extend(*, complement: Complement, due_at: datetime, reason: str, by: User, at: datetime) -> Complement:
    """More time for a request that waits, or that nobody answered in time; its mail leaves again with the new date."""
    complement = _locked(complement)
    can_change_request(by, complement, at).require()
    leaves_time(complement.application, due_at, at).require()
    if due_at <= complement.due_at:
        raise Refused(f"La nouvelle échéance doit suivre celle en vigueur, le {moment(complement.due_at)}.")
    reason, before = _reason(reason), complement.due_at
    complement.due_at = due_at
    complement.save(update_fields=["due_at"])
    journal.record(
        "screening.complement_extended", complement.application, by=by, at=at, before=moment(before),
        until=moment(due_at), reason=reason,
    )  # fmt: skip
    outbox.queue(ComplementAsked(complement), dedup=(complement.pk, due_at.isoformat()))
    return complement


@transaction.atomic
def end(*, complement: Complement, reason: str, by: User, at: datetime) -> Complement:
    """The request no longer holds: the dossier is screened as it was deposited."""
    complement = _locked(complement)
    application = complement.application
    can_change_request(by, complement, at).require()
    complement.move(ComplementState.ENDED, resolved_at=at, end_reason=_reason(reason))
    put_back(application, Deposit.objects.filter(application=application).latest("version"), by, at)
    application.move(State.SCREENING)
    journal.record("screening.complement_ended", application, by=by, at=at, reason=complement.end_reason)
    return complement


def _items(deposit: Deposit, named: Mapping[str, str]) -> list[dict[str, str]]:
    """What is asked, in the order of the form."""
    known = [field for field in definition_of_deposit(deposit) if field.id in named and may_be_named(field)]
    if not known:
        raise Refused("Choisissez au moins un élément à compléter.")
    return [{"field": field.id, "label": field.label, "precision": named[field.id].strip()} for field in known]


def _set_aside(application: Application, last: Deposit) -> dict[str, Any] | None:
    """The answers typed since the deposit and never deposited; None when there are none."""
    present = Attachment.objects.present().filter(application=application).order_by("field", "id")
    changed = changed_since(last, application, present)
    return {name: application.answers.get(name) for name in sorted(changed)} or None


def _locked(complement: Complement) -> Complement:
    application = Application.objects.locked(complement.application)
    found = Complement.objects.select_related("screening").get(pk=complement.pk)
    found.application = application
    return found


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refused("Indiquez le motif.")
    return reason.strip()
