"""What a dossier's PDF is made from: a deposit as it was kept, or a working copy as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.methods.deposits.visas import ExpectedVisa, expected_visas
from applications.models import Application, Deposit
from applications.queries.definitions import definition_for, definition_of_deposit
from applications.queries.deposits.confirming import files_to_read, present_files
from applications.sections.definition import Definition
from applications.sections.reading import Audience, ReadFile, files_by_field


@dataclass(frozen=True)
class Source:
    """One content under one definition. `deposited_at` is None for a working copy."""

    definition: Definition
    answers: Mapping[str, Any]
    files: Mapping[str, Sequence[ReadFile]]
    edition: str
    reference: str
    visas_due_at: datetime
    number: str = ""
    version: int = 0
    deposited_at: datetime | None = None
    fingerprint: str = ""
    audience: Audience = "complete"

    @property
    def visas(self) -> tuple[ExpectedVisa, ...]:
        """The chain of the lead's establishment."""
        required = self.definition.parameters["visas_requis"]
        return expected_visas(required, str(self.answers.get("etablissement")), self.files.keys())


def source_of_deposit(deposit: Deposit, audience: Audience = "complete") -> Source:
    """From the snapshot alone: what has changed since has no say."""
    call = deposit.snapshot["call"]
    return Source(
        definition=definition_of_deposit(deposit),
        answers=deposit.snapshot["answers"], files=files_by_field(deposit.snapshot["files"]), edition=call["title"],
        reference=deposit.snapshot["application"]["reference"],
        visas_due_at=datetime.fromisoformat(call["visas_due_at"]), number=deposit.number, version=deposit.version,
        deposited_at=deposit.deposited_at, fingerprint=deposit.fingerprint, audience=audience,
    )  # fmt: skip


def source_of_draft(application: Application) -> Source:
    """The working copy, for its preview."""
    call = application.call
    return Source(
        definition=definition_for(call), answers=application.answers,
        files=files_to_read(present_files(application)), edition=call.title, reference=application.reference,
        visas_due_at=call.visas_due_at, number=application.number or "", version=application.deposit_count,
    )  # fmt: skip
