"""What becomes of a document that is due: claimed, built or given up; then the receipt mail leaves.

Locks: the documents of one deposit, in the order of their keys. The last of the two that the mail waits for, seen
under these locks, queues it: once, whatever the number of workers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, IntegerField, When

from applications.models import Deposit, Document
from applications.notices.deposits import Receipt
from applications.rules.coordinating import can_rebuild
from applications.states import DOCUMENT, DocumentKind, DocumentState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.claiming import backoff, claim, due
from inmp_portal.lib.work import nudge
from inmp_portal.outbox import actions as outbox

BUILD_DOCUMENTS = "applications.tasks.build_documents"
# A worker that dies leaves its documents to the next sweep after this. Two are claimed at once and each may take 40 s
# of layout, tried twice, so 160 s is the longest honest work: shorter, and a slow document would be made by two workers.
LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 5
_JOINED_TO_THE_MAIL = (DocumentKind.COMPLETE, DocumentKind.RECEIPT)
_WAITING = (DocumentState.QUEUED, DocumentState.RETRY)
_DONE = (DocumentState.READY, DocumentState.FAILED)


def claim_documents(*, at: datetime, limit: int = 2) -> list[int]:
    """Take a few documents that are due, those that a mail waits for first."""
    last = Case(When(kind=DocumentKind.REVIEWER, then=1), default=0, output_field=IntegerField())
    queryset = Document.objects.filter(due(at, waiting=_WAITING, busy=DocumentState.BUILDING, lease=LEASE))
    return claim(queryset.order_by(last, "id"), LEASE, limit=limit, state=DocumentState.BUILDING)


@transaction.atomic
def keep_built(*, document: Document, at: datetime, sha256: str, size: int, pages: int) -> None:
    """The PDF exists: its hash is kept for ever. A document that another worker finished meanwhile is left alone."""
    locked = _locked(document)
    if locked.state != DocumentState.BUILDING:
        return
    _move(locked, DocumentState.READY, sha256=sha256, size=size, pages=pages, built_at=at, error="")
    journal.record(
        "application.document_built", locked.deposit.application, by=None, at=at, kind=locked.get_kind_display(),
        version=locked.deposit.version, sha256=sha256,
    )  # fmt: skip
    _send_receipt_when_settled(locked.deposit)


@transaction.atomic
def keep_failure(*, document: Document, at: datetime, error: str, is_final: bool) -> None:
    """It did not work: try again later, or give up and say so."""
    locked = _locked(document)
    if locked.state != DocumentState.BUILDING:
        return
    if not is_final and locked.attempts < MOST_ATTEMPTS:
        _move(locked, DocumentState.RETRY, error=error[:1000], retry_at=at + backoff(locked.attempts))
        return
    _move(locked, DocumentState.FAILED, error=error[:1000])
    journal.record(
        "application.document_failed", locked.deposit.application, by=None, at=at, kind=locked.get_kind_display(),
        version=locked.deposit.version, error=error[:300],
    )  # fmt: skip
    _send_receipt_when_settled(locked.deposit)


@transaction.atomic
def rebuild_document(*, document: Document, by: User, at: datetime) -> Document:
    """Queue again a PDF that was given up: its attempts are counted from the beginning. Its mail has left already."""
    locked = _locked(document)
    can_rebuild(by, locked, at).require()
    _move(locked, DocumentState.QUEUED, attempts=0, queued_at=at, retry_at=None, error="")
    journal.record(
        "application.document_requeued", locked.deposit.application, by=by, at=at, kind=locked.get_kind_display(),
        version=locked.deposit.version,
    )  # fmt: skip
    nudge(BUILD_DOCUMENTS)
    return locked


def _locked(document: Document) -> Document:
    """This document, with all those of its deposit locked in one order."""
    siblings = Document.objects.select_for_update().filter(deposit_id=document.deposit_id).order_by("id")
    locked = next(item for item in siblings if item.pk == document.pk)
    locked.deposit = Deposit.objects.select_related("application__lead", "application__call").get(pk=locked.deposit_id)
    return locked


def _move(document: Document, target: DocumentState, **fields: Any) -> None:
    DOCUMENT.verdict(document.state, target).require()
    for name, value in {"state": target, "lease_until": None, **fields}.items():
        setattr(document, name, value)
    document.save(update_fields=["state", "lease_until", *fields])


def _send_receipt_when_settled(deposit: Deposit) -> None:
    if "complement" in deposit.snapshot:  # its own mail has left with it
        return
    awaited = Document.objects.filter(deposit=deposit, kind__in=_JOINED_TO_THE_MAIL).exclude(state__in=_DONE)
    if not awaited.exists():
        outbox.queue(Receipt(deposit), dedup=(deposit.number, deposit.version))
