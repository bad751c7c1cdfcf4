"""Joining a file to a dossier, describing it, taking it out; what a deposit holds is never touched."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from applications.models import Application, Attachment
from applications.queries.attachments import completeness_of
from applications.queries.definitions import definition_for
from applications.rules import attaching as rules
from applications.sections.definition import Definition, Field
from applications.sections.reading.doubts import doubts_of_pages
from applications.states import State, TextRead
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.files import store
from inmp_portal.lib.files.inspection import Accepted, accept
from inmp_portal.lib.files.naming import printable
from inmp_portal.lib.files.reading import text_of
from inmp_portal.lib.files.refusals import Rejected, megabytes
from inmp_portal.lib.unseen import seen
from inmp_portal.lib.verdict import Refused

WORDS_MAX = 250  # characters of a caption and of a replacement text


class Uploaded(Protocol):
    """What a form receives: the name and the size as sent, the bytes when asked."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def read(self) -> bytes: ...


def attach(
    *, application: Application, by: User, at: datetime, field: str, uploaded: Uploaded, caption: str = "",
    alt_text: str = "",
) -> Attachment:  # fmt: skip
    """Check, clean and join one file. `Refused` with the reason (`Rejected` when it lies in the file itself).

    The file is examined before the dossier is locked: that may take seconds, and nobody waits for it. The room left
    is counted under the lock.
    """
    rules.can_attach(by, application, at, field).require()
    definition = definition_for(application.call)
    question = _file_question(definition, field)
    caption, alt_text = seen(caption).strip(), seen(alt_text).strip()
    rules.is_described(question, caption, alt_text).require()
    try:
        accepted = _examined(question, definition, uploaded)
    except Rejected as refusal:
        facts = {"field": field, "code": refusal.code, "size": uploaded.size, "name": printable(uploaded.name or "")}
        journal.record("application.attachment_refused", application, by=by, at=at, reason=refusal.reason, **facts)
        raise
    told = {"caption": caption[:WORDS_MAX], "alt_text": alt_text[:WORDS_MAX], **_read(accepted)}
    with transaction.atomic():
        return _joined(application, by, at, question, accepted, **told)


@transaction.atomic
def remove(*, attachment: Attachment, by: User, at: datetime) -> Attachment:
    """Take a file out of the working copy. Its bytes stay: a deposited version may hold them."""
    application = Application.objects.locked(attachment.application)
    attachment = Attachment.objects.select_related("application__call").get(pk=attachment.pk)
    rules.can_remove(by, attachment, at).require()
    attachment.removed_at, attachment.removed_by = at, by
    attachment.save(update_fields=["removed_at", "removed_by"])
    _touch(application, at)
    journal.record("application.attachment_removed", application, by=by, at=at, **_facts(attachment))
    return attachment


@transaction.atomic
def describe(*, attachment: Attachment, by: User, at: datetime, caption: str, alt_text: str) -> Attachment:
    """Change the words that go with a file of the working copy; a deposited version keeps those it had."""
    application = Application.objects.locked(attachment.application)
    attachment = Attachment.objects.select_related("application__call").get(pk=attachment.pk)
    rules.can_describe(by, attachment, at).require()
    caption, alt_text = seen(caption).strip()[:WORDS_MAX], seen(alt_text).strip()[:WORDS_MAX]
    rules.is_described(_file_question(definition_for(application.call), attachment.field), caption, alt_text).require()
    attachment.caption, attachment.alt_text = caption, alt_text
    attachment.save(update_fields=["caption", "alt_text"])
    _touch(application, at)
    journal.record("application.attachment_described", application, by=by, at=at, **_facts(attachment))
    return attachment


def _examined(question: Field, definition: Definition, uploaded: Uploaded) -> Accepted:
    limit = rules.max_bytes(question, definition)
    if (uploaded.size or 0) > limit:  # not even read; what the upload handler dropped has nothing to read
        raise Rejected("too_large", size=megabytes(uploaded.size or 0), limit=megabytes(limit))
    return accept(
        uploaded.read(), uploaded.name or "", accepted=question.formats, max_bytes=limit,
        max_pages=rules.max_pages(question, definition),
    )  # fmt: skip


def _joined(
    application: Application, by: User, at: datetime, question: Field, accepted: Accepted, **told: Any
) -> Attachment:
    application = Application.objects.locked(application)
    rules.can_attach(by, application, at, question.id).require()
    definition = definition_for(application.call)
    digest = store.digest_of(accepted.data)
    present = Attachment.objects.present().filter(application=application)
    rules.is_not_in_quarantine(application, digest).require()
    rules.has_room(question, definition, present, len(accepted.data), digest).require()
    attachment = Attachment.objects.create(
        application=application, field=question.id, name=accepted.name, content_type=accepted.content_type,
        sha256=digest, size=len(accepted.data), pages=accepted.pages, added_at=at, added_by=by, **told,
    )  # fmt: skip
    _touch(application, at)
    doubts = len(attachment.doubts)
    journal.record("application.attachment_added", application, by=by, at=at, **_facts(attachment), doubts=doubts)
    store.put(accepted.data)  # last: what is refused or fails before leaves no bytes that nobody would ever take away
    return attachment


def _read(accepted: Accepted) -> dict[str, Any]:
    """What the text of a file holds that looks like a patient's data: told, and never a reason to refuse the file."""
    if accepted.pages is None:
        return {"text_read": TextRead.NONE}
    text = text_of(accepted.data)
    read = TextRead.PARTLY if not text.is_whole else TextRead.NONE if text.is_empty else TextRead.WHOLE
    return {"text_read": read, "doubts": doubts_of_pages(text.pages)}


def _touch(application: Application, at: datetime) -> None:
    """The working copy changed; on a draft, the completeness that lists show follows."""
    application.updated_at = at
    changed = ["updated_at"]
    if application.state == State.DRAFT:
        application.completeness = completeness_of(application)
        changed.append("completeness")
    application.save(update_fields=changed)


def _file_question(definition: Definition, field: str) -> Field:
    question = definition.by_id.get(field)
    if question is None or question.type != "fichiers":
        raise Refused("Cette question n’attend pas de fichier.")
    return question


def _facts(attachment: Attachment) -> dict[str, object]:
    return {
        "key": str(attachment.key), "field": attachment.field, "name": attachment.name, "sha256": attachment.sha256,
        "size": attachment.size, "pages": attachment.pages,
    }  # fmt: skip
