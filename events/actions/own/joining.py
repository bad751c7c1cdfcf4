"""The document joined to the question of an appointment: one PDF, inspected and stored like those of dossiers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from events.models import CafeQuestion, Registration
from events.rules.refining import can_refine
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.files import store
from inmp_portal.lib.files.inspection import Accepted, accept
from inmp_portal.lib.files.refusals import Rejected, megabytes

MOST_BYTES, MOST_PAGES = 5_000_000, 60


class Uploaded(Protocol):
    """What a form receives."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Joined:
    """A document that passed the inspection, in the content store; `size` in bytes."""

    name: str
    sha256: str
    size: int

    def as_kept(self) -> dict[str, Any]:
        """For a session."""
        return asdict(self)

    @property
    def shown_size(self) -> str:
        return megabytes(self.size)


def examined(uploaded: Uploaded) -> Joined:
    """Inspect and store one PDF, for a registration that is still being written."""
    clean = _inspected(uploaded)
    return Joined(clean.name, store.put(clean.data), len(clean.data))


def _inspected(uploaded: Uploaded) -> Accepted:
    """One PDF of 5 MB at most; `Rejected` with the sentence for the person. Takes seconds: outside any lock."""
    if (uploaded.size or 0) > MOST_BYTES:  # what the upload handler dropped has nothing to read
        raise Rejected("too_large", size=megabytes(uploaded.size or 0), limit=megabytes(MOST_BYTES))
    return accept(
        uploaded.read(), uploaded.name or "", accepted=("application/pdf",), max_bytes=MOST_BYTES, max_pages=MOST_PAGES
    )


def join(*, registration: Registration, uploaded: Uploaded, by: User | None, at: datetime) -> CafeQuestion:
    """Join a document to the question, in the place of the one before. Refused after the eve, Rejected for a bad file."""
    can_refine(by, registration, at).require()
    return _put(registration, _inspected(uploaded), by, at)


def drop(*, registration: Registration, by: User | None, at: datetime) -> CafeQuestion:
    """Take the document away. Refused after the eve."""
    return _put(registration, None, by, at)


@transaction.atomic
def _put(registration: Registration, clean: Accepted | None, by: User | None, at: datetime) -> CafeQuestion:
    registration = Registration.objects.locked(registration)
    can_refine(by, registration, at).require()
    question = CafeQuestion.objects.locked(registration.question)
    hold_file(question, Joined(clean.name, store.digest_of(clean.data), len(clean.data)) if clean else None)
    question.save(update_fields=["file_name", "file_sha256", "file_size"])
    journal.record("question.document_joined" if clean else "question.document_removed", registration, by=by, at=at)
    if clean:
        store.put(clean.data)  # last: what is refused or fails before leaves no bytes behind
    return question


def hold_file(question: CafeQuestion, joined: Joined | None) -> None:
    """Write a document, or none, on a question that is yet to be saved."""
    question.file_name = joined.name if joined else ""
    question.file_sha256 = joined.sha256 if joined else ""
    question.file_size = joined.size if joined else None
