"""What the coordination does with one mail of the queue, each time with a trace in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from inmp_portal.journal import actions as journal
from inmp_portal.lib.work import nudge
from inmp_portal.outbox.actions.queueing import DELIVER
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.rules import Rule, can_abort, can_release, can_retry, can_withhold
from inmp_portal.outbox.states import MailState


def retry(*, mail: Mail, by: Any, at: datetime) -> Mail:
    """Send again a mail that failed: its attempts are counted from the beginning."""
    mail = _change(mail, by, at, can_retry, "mail.retried", state=MailState.RETRY, retry_at=at, attempts=0)
    nudge(DELIVER)
    return mail


def abort(*, mail: Mail, by: Any, at: datetime, reason: str) -> Mail:
    """Give a mail up for good; a confidential content goes with it."""
    erased = {"text": "", "html": "", "subject": ""} if mail.sensitive and not settings.MAILBOX else {}
    said = f"Abandonné par la coordination\u00a0: {reason}"
    return _change(
        mail, by, at, can_abort, "mail.aborted", state=MailState.ABORTED, error=said, because=reason, **erased
    )


def withhold(*, mail: Mail, by: Any, at: datetime) -> Mail:
    """Keep a mail back until it is released."""
    return _change(mail, by, at, can_withhold, "mail.withheld", state=MailState.WITHHELD)


def release(*, mail: Mail, by: Any, at: datetime) -> Mail:
    """Let a withheld mail go."""
    mail = _change(mail, by, at, can_release, "mail.released", state=MailState.QUEUED, retry_at=None)
    nudge(DELIVER)
    return mail


@transaction.atomic
def _change(mail: Mail, by: Any, at: datetime, rule: Rule, type: str, *, because: str = "", **fields: Any) -> Mail:
    mail = Mail.objects.locked(mail)
    rule(by, mail, at).require()
    before = mail.state
    for name, value in fields.items():
        setattr(mail, name, value)
    mail.save(update_fields=list(fields))
    details = {"reason": because} if because else {}
    journal.record(type, mail, by=by, at=at, before=before, after=mail.state, **details)
    return mail
