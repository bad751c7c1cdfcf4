"""A deposited file put out of everybody's reach by the coordination, and given back. Its bytes and its deposit stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Application, Attachment
from applications.notices.quarantine import PutApart, TakenBack
from applications.queries.definitions import definition_for
from applications.rules import attaching as rules
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def quarantine(*, attachment: Attachment, by: User, at: datetime, reason: str) -> Attachment:
    """Nobody reads the file any more, in the working copy or in a deposit; the team is told, and may join another."""
    application, attachment = _locked(attachment)
    rules.can_quarantine(by, attachment, at).require()
    reason = _given(reason)
    attachment.quarantined_at, attachment.quarantined_by, attachment.quarantine_reason = at, by, reason
    _keep(application, attachment, at)
    journal.record(
        "application.file_quarantined", application, by=by, at=at, key=str(attachment.key), name=attachment.name,
        reason=reason,
    )  # fmt: skip
    outbox.queue(PutApart(attachment), dedup=(str(attachment.key), at.isoformat()))
    return attachment


@transaction.atomic
def release(*, attachment: Attachment, by: User, at: datetime, reason: str) -> Attachment:
    """The file is read again where it was; out of the working copy if another one has taken its place meanwhile."""
    application, attachment = _locked(attachment)
    rules.can_release(by, attachment, at).require()
    reason = _given(reason)
    attachment.quarantined_at, attachment.quarantined_by, attachment.quarantine_reason = None, None, ""
    if attachment.removed_at is None and not _has_room(application, attachment):
        attachment.removed_at, attachment.removed_by = at, by
    _keep(application, attachment, at)
    journal.record(
        "application.file_released", application, by=by, at=at, key=str(attachment.key), name=attachment.name,
        reason=reason,
    )  # fmt: skip
    outbox.queue(TakenBack(attachment), dedup=(str(attachment.key), at.isoformat()))
    return attachment


def _locked(attachment: Attachment) -> tuple[Application, Attachment]:
    application = Application.objects.locked(attachment.application)
    return application, Attachment.objects.with_deposited().get(pk=attachment.pk)


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused("Indiquez le motif.")
    return reason.strip()


def _has_room(application: Application, attachment: Attachment) -> bool:
    definition = definition_for(application.call)
    present = Attachment.objects.present().filter(application=application)
    field = definition.field(attachment.field)
    return bool(rules.has_room(field, definition, present, attachment.size, attachment.sha256))


def _keep(application: Application, attachment: Attachment, at: datetime) -> None:
    """`updated_at` too: what lists remember of dossiers depends on it."""
    attachment.save(update_fields=["quarantined_at", "quarantined_by", "quarantine_reason", "removed_at", "removed_by"])
    application.updated_at = at
    application.save(update_fields=["updated_at"])
