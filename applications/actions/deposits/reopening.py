"""Editing after the deposit: open a working copy, or come back to what was deposited. The deposits do not move."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from applications.models import Application, Attachment, Deposit, SectionVersion
from applications.notices.deposits import Reopened
from applications.rules.depositing import can_abandon_changes, can_reopen
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def reopen(*, application: Application, by: User, at: datetime) -> Application:
    """Open the working copy of a deposited dossier; the deposited version stays valid until the next deposit."""
    application = Application.objects.locked(application)
    can_reopen(by, application, at).require()
    application.reopened_at, application.reopened_by, application.updated_at = at, by, at
    application.save(update_fields=["reopened_at", "reopened_by", "updated_at"])
    journal.record("application.reopened", application, by=by, at=at, version=application.deposit_count)
    outbox.queue(Reopened(application), dedup=(application.reference, at.isoformat()))
    return application


@transaction.atomic
def abandon_changes(*, application: Application, by: User, at: datetime) -> Application:
    """Put the working copy back to the last deposited version, files included."""
    application = Application.objects.locked(application)
    can_abandon_changes(by, application, at).require()
    last = Deposit.objects.filter(application=application).latest("version")
    put_back(application, last, by, at)
    journal.record("application.changes_abandoned", application, by=by, at=at, version=last.version)
    return application


def put_back(application: Application, last: Deposit, by: User, at: datetime) -> None:
    """The working copy as it was deposited, files included; the dossier's row is locked."""
    application.answers, application.updated_at = last.snapshot["answers"], at
    application.reopened_at = application.reopened_by = None
    application.version += 1
    application.save(update_fields=["answers", "version", "updated_at", "reopened_at", "reopened_by"])
    _restore_files(application, {file["key"]: file for file in last.snapshot["files"]}, by, at)
    # A tab that still shows the abandoned text must meet a conflict, not win.
    SectionVersion.objects.filter(application=application).update(version=F("version") + 1, saved_at=at, saved_by=by)


def _restore_files(application: Application, deposited: dict[str, Any], by: User, at: datetime) -> None:
    """The files of the deposit with the words they had, and no other."""
    files = Attachment.objects.filter(application=application)
    for key, file in deposited.items():
        words = {"caption": file["caption"], "alt_text": file["alt_text"]}
        files.filter(key=key).update(removed_at=None, removed_by=None, **words)
    files.present().exclude(key__in=deposited).update(removed_at=at, removed_by=by)
