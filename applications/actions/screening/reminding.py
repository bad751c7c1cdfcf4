"""Reminding a complement that has not come: half-way to its date, and the day before."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from applications.models import Application, Complement
from applications.notices.screening.complement import ComplementAsked
from applications.queries.screening.waiting import complements_to_remind
from applications.states import ComplementState, State
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox

log = logging.getLogger(__name__)
AT_A_TIME = 200  # the next tick goes on


def remind_complements(*, at: datetime) -> int:
    """Queue every reminder of a complement that is due at this instant; returns how many. One that fails stays due."""
    waiting = complements_to_remind(at)[:AT_A_TIME]
    return sum(_tried(complement, rule, due_at, at) for complement, rule, due_at in waiting)


def _tried(complement: Complement, rule: str, due_at: datetime, at: datetime) -> bool:
    try:
        return _remind(complement, rule, due_at, at)
    except Exception:
        log.exception("reminder of complement %s", complement.pk)
        return False


@transaction.atomic
def _remind(complement: Complement, rule: str, due_at: datetime, at: datetime) -> bool:
    application = Application.objects.locked(complement.application)
    complement = Complement.objects.get(pk=complement.pk)
    complement.application = application
    if complement.state != ComplementState.ASKED or application.state != State.COMPLEMENT or at > complement.due_at:
        return False
    if outbox.remind(ComplementAsked(complement), rule=rule, due_at=due_at, at=at) is None:
        return False
    journal.record("screening.complement_reminded", application, by=None, at=at)
    return True
