"""Queueing mails: a row in the transaction of the change it speaks of."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from inmp_portal.lib import clock
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import Notice


def queue(notice: Notice, *, dedup: tuple[object, ...]) -> Mail | None:
    """Write the mail's row; None when the same mail (kind and `dedup`) was already queued."""
    key = ":".join([notice.kind, *(str(part) for part in dedup)])
    context = notice.context()
    subject = " ".join(render_to_string(f"{notice.app}/mail/{notice.kind}.subject.txt", context).split())
    text = render_to_string(f"{notice.app}/mail/{notice.kind}.body.txt", context)
    mail = Mail(
        kind=notice.kind, to=notice.recipients(), cc=notice.copies(), subject=subject, text=text, html="",
        attachments=notice.attachments(), object_type=notice.obj._meta.label_lower, object_id=str(notice.obj.pk),
        queued_at=clock.now(), expires_at=notice.expires_at(), dedup_key=key,
        message_id=f"<{uuid.uuid4().hex}@{settings.DEFAULT_FROM_EMAIL.rsplit('@')[-1].rstrip('>')}>",
    )  # fmt: skip
    with transaction.atomic():
        created = Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return created[0] if created and created[0].pk else None
