"""Queueing mails: a row in the transaction of the change it speaks of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from inmp_portal.lib import clock
from inmp_portal.lib.work import nudge
from inmp_portal.outbox.documents import Source, sources_of, write
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import Notice

DELIVER = "inmp_portal.outbox.tasks.deliver"


def queue(notice: Notice, *, dedup: tuple[object, ...]) -> Mail | None:
    """Write the mail's row; None when the same mail (kind and `dedup`) was already queued."""
    queued = queue_many([(notice, dedup)])
    return queued[0] if queued else None


def queue_many(notices: Iterable[tuple[Notice, tuple[object, ...]]]) -> list[Mail]:
    """Write the rows of many mails, each with its `dedup`; returns those that were not queued before."""
    asked = list(notices)
    sources = sources_of({type(notice) for notice, _ in asked})
    mails = [_row(notice, dedup, sources[notice.kind]) for notice, dedup in asked]
    with transaction.atomic():
        Mail.objects.bulk_create(mails, batch_size=500, ignore_conflicts=True)
        # PostgreSQL does not say which rows a conflict left out: ours carry their own Message-ID.
        keys = dict(
            Mail.objects.filter(message_id__in=[mail.message_id for mail in mails]).values_list("message_id", "pk")
        )
    written = [mail for mail in mails if mail.message_id in keys]
    for mail in written:
        mail.pk = keys[mail.message_id]
    if written:
        nudge(DELIVER)
    return written


def _row(notice: Notice, dedup: tuple[object, ...], source: Source) -> Mail:
    written = write(notice, source)
    return Mail(
        kind=notice.kind, priority=notice.priority, sensitive=notice.sensitive,
        to=notice.recipients(), cc=notice.copies(),
        subject=written.subject, text=written.text, html=written.html,
        attachments=notice.attachments(), object_type=notice.obj._meta.label_lower, object_id=str(notice.obj.pk),
        queued_at=clock.now(), expires_at=notice.expires_at(),
        dedup_key=":".join([notice.kind, *(str(part) for part in dedup)]), message_id=_message_id(),
    )  # fmt: skip


def _message_id() -> str:
    """Fixed when the mail is queued: sent twice after a crash, it is still the same message to every mail reader."""
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@")[-1].rstrip(">")
    return f"<{uuid.uuid4().hex}@{domain}>"
