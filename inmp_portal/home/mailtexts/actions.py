"""Writing the text of a kind of mail anew, and taking the delivered one back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.documents import Source, delivered
from inmp_portal.outbox.methods.proofing import problems
from inmp_portal.outbox.models import MailText
from inmp_portal.outbox.notices import Notice
from inmp_portal.outbox.rules import can_rewrite

CHANGED_SINCE = (
    "Ce texte a été modifié par quelqu’un d’autre depuis que vous l’avez ouvert. Le vôtre est encore ci-dessous\u00a0: copiez-le, "
    "rouvrez la page, puis reportez vos changements."
)


def rewrite(*, kind: type[Notice], source: Source, version: int, by: Any, at: datetime) -> MailText:
    """The text of the mails of this kind from now on; those already queued keep theirs. The delivered one takes it back.

    Raises Refused for who may not, for a text that could not be filled and when `version` is no longer the latest.
    """
    if found := problems(delivered(kind), *source, kind.needed):
        raise Refused(next(iter(found.values()))[0])
    is_delivered = source == delivered(kind)
    return _keep(kind, Source("", "") if is_delivered else source, version, by, at)


def take_back(*, kind: type[Notice], version: int, by: Any, at: datetime) -> MailText:
    """The delivered text again. Raises Refused like `rewrite`."""
    return _keep(kind, Source("", ""), version, by, at)


@transaction.atomic
def _keep(kind: type[Notice], source: Source, version: int, by: Any, at: datetime) -> MailText:
    text = MailText.objects.locked(kind.kind)
    can_rewrite(by, text, at).require()
    if text.version != version:
        raise Refused(CHANGED_SINCE)
    if (text.subject, text.body) == source:
        return text
    before = {"subject": text.subject, "body": text.body}
    text.subject, text.body = source
    text.version, text.changed_at = version + 1, at
    text.save()
    type = "mail_text.taken_back" if text.is_delivered else "mail_text.rewritten"
    journal.record(type, text, by=by, at=at, before=before, after=source._asdict(), version=text.version)
    return text
