"""One deposited dossier as the coordination reads it: its versions with their PDFs, its last content, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Application, Attachment, Axis, Deposit
from applications.queries.definitions import definition_of_deposit
from applications.sections.checking import Problem
from applications.sections.reading import ReadSection, files_by_field, read
from applications.sections.reading.doubts import doubts_in
from inmp_portal.accounts.models import User
from inmp_portal.journal.queries import Event, history

_SCREENED = "screening."


@dataclass(frozen=True)
class DepositedDossier:
    """What the page shows: `deposits` and `history` come latest first, `sections` are those of the last version.

    `files` are those that any deposited version names; `doubts` what looks like a patient's data in the last answers.
    """

    application: Application
    secondary_axes: list[Axis]
    deposits: list[Deposit]
    sections: tuple[ReadSection, ...]
    history: list[Event]
    files: list[Attachment]
    doubts: tuple[Problem, ...]

    @property
    def last(self) -> Deposit:
        return self.deposits[0]


def deposited_dossier(application: Application, user: User, at: datetime) -> DepositedDossier:
    """Read it all; the caller has checked that the dossier may be seen and was deposited.

    Whoever reads and is in its team reads nothing of its screening.
    """
    is_own = application.role_of(user) is not None
    deposits: Any = (
        Deposit.objects.filter(application=application)
        .defer("snapshot")
        .select_related("deposited_by")
        .prefetch_related("documents")
        .order_by("-version")
    )
    found = list(deposits)
    others = Axis.objects.filter(call_id=application.call_id, number__in=application.secondary_axes)
    told = [event for event in history(application)[::-1] if not (is_own and event.type.startswith(_SCREENED))]
    files = Attachment.objects.deposited_for(user, at).filter(application=application).select_related("quarantined_by")
    last = found[0]
    return DepositedDossier(
        application, list(others), found, _content(last), told, list(files.order_by("field", "id")),
        doubts_in(definition_of_deposit(last), last.snapshot["answers"], todo=""),
    )  # fmt: skip


def _content(deposit: Deposit) -> tuple[ReadSection, ...]:
    """The answers of a version, read with the form that it was written with."""
    snapshot = deposit.snapshot
    return read(definition_of_deposit(deposit), snapshot["answers"], "complete", files_by_field(snapshot["files"]))
