"""Somebody pressed « Déposer »: the trace that stays, whatever the answer, with a reference that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from applications.models import Application, Deposit, DepositAttempt
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib import references
from inmp_portal.lib.verdict import Refused


class NotDeposited(Refused):
    """The deposit was refused. `kind` is late, incomplete, stale or rule; `at` the database's instant when it decided."""

    def __init__(self, reason: str, kind: str = "rule", **facts: Any) -> None:
        super().__init__(reason)
        self.kind = kind
        self.at: datetime | None = facts.get("at")
        self.deadline: datetime | None = facts.get("deadline")
        self.problems: tuple[Any, ...] = facts.get("problems", ())
        self.attempt: DepositAttempt | None = None


def new_reference() -> str:
    """« T-7K4M-3QX9 »: 36 bits, unique by constraint."""
    return f"T-{references.new_reference(4)}-{references.new_reference(4)}"


def keep_success(deposit: Deposit, by: User) -> DepositAttempt:
    """Inside the deposit's own transaction."""
    return DepositAttempt.objects.create(
        reference=new_reference(), application_id=deposit.application_id, token=deposit.token, by=by,
        at=deposit.deposited_at, deposit=deposit,
    )  # fmt: skip


@contextmanager
def refusal_kept(*, application: Application, token: UUID, by: User, at: datetime) -> Iterator[None]:
    """Around the transaction of a deposit: whatever refuses it is raised as `NotDeposited`, with its attempt kept."""
    try:
        yield
    except Refused as refused:
        refusal = refused if isinstance(refused, NotDeposited) else NotDeposited(refused.reason)
        keep_refusal(refusal, application=application, token=token, by=by, at=at)
        raise refusal from None


@transaction.atomic
def keep_refusal(refusal: NotDeposited, *, application: Application, token: UUID, by: User, at: datetime) -> None:
    """In a transaction of its own, after the deposit's has been undone; the attempt is put on the refusal."""
    refusal.attempt = DepositAttempt.objects.create(
        reference=new_reference(), application=application, token=token, by=by, at=refusal.at or at,
        reason=refusal.reason,
    )  # fmt: skip
    journal.record(
        "application.deposit_refused", application, by=by, at=refusal.at or at, reason=refusal.reason,
        kind=refusal.kind, attempt=refusal.attempt.reference,
    )  # fmt: skip
