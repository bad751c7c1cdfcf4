"""Reminding those who lead a draft: what is due now, once for each dossier."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from applications.models import Application, Call
from applications.notices.reminders import BY_KIND
from applications.queries.reminding import closes_of, drafts_to_remind, scope_of
from applications.reminders import Occurrence, rules_of
from applications.states import State
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.methods.occurrences import due
from inmp_portal.outbox.queries import orders_of

log = logging.getLogger(__name__)

AT_A_TIME = 500  # dossiers a tick and rule; the next tick goes on


def remind_drafts(*, at: datetime) -> int:
    """Queue every reminder that is due at this instant; returns how many. Two at once give each of them once."""
    given = 0
    for call in Call.objects.filter(opens_at__lte=at).defer("form"):
        rules, orders = rules_of(call.parameters), orders_of(scope_of(call))
        for closes_at in closes_of(call):
            for occurrence in due(rules, closes_at, at, orders=orders):
                given += sum(_tried(pk, occurrence, closes_at, at) for pk in _drafts(call, closes_at, occurrence))
    return given


def _tried(pk: int, occurrence: Occurrence, closes_at: datetime, at: datetime) -> bool:
    """A dossier whose reminder cannot be written must not keep the others from theirs; it stays due."""
    try:
        return _remind(pk, occurrence, closes_at, at)
    except Exception:
        log.exception("reminder %s of dossier %s", occurrence.rule.code, pk)
        return False


def _drafts(call: Call, closes_at: datetime, occurrence: Occurrence) -> list[int]:
    rule = occurrence.rule
    drafts = drafts_to_remind(
        call, closes_at, rule=rule.code, due_at=occurrence.due_at, min_completeness=rule.min_completeness
    )
    return list(drafts.values_list("pk", flat=True)[:AT_A_TIME])


@transaction.atomic
def _remind(pk: int, occurrence: Occurrence, closes_at: datetime, at: datetime) -> bool:
    """One dossier, one commit: whatever interrupts the round, each reminder is whole or still due."""
    application = Application.objects.locked(Application(pk=pk))
    if application.state != State.DRAFT:
        return False
    rule = occurrence.rule
    notice = BY_KIND[rule.notice](application, occurrence, closes_at)
    mail = outbox.remind(notice, rule=rule.code, due_at=occurrence.due_at, at=at)
    if mail is None:
        return False
    journal.record("application.reminded", application, by=None, at=at, rule=rule.code, mail=mail.pk)
    return True
