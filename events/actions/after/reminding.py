"""Reminding the people of a café, and thanking them: what is due now, once for each registration and each hour."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from events.models import Cafe, Registration
from events.notices.reminders import BY_KIND
from events.queries.after.reminding import hours_of, registrations_to_remind, scope_of
from events.reminders import given_as, rules_of
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.methods.occurrences import Occurrence, Rule, due
from inmp_portal.outbox.queries import orders_of

log = logging.getLogger(__name__)

AT_A_TIME = 500  # registrations a tick and rule; the next tick goes on
_AHEAD, _BEHIND = timedelta(days=40), timedelta(days=40)  # cafés further away than this have nothing due


def remind_registrations(*, at: datetime) -> int:
    """Queue every reminder that is due at this instant; returns how many. Two at once give each of them once."""
    given = 0
    near = Cafe.objects.filter(starts_at__lte=at + _AHEAD, starts_at__gte=at - _BEHIND)
    for cafe in near.defer("questions", "lexicon").order_by("starts_at"):
        rules, orders = rules_of(cafe), orders_of(scope_of(cafe))
        for hour in hours_of(cafe):
            for occurrence in due(rules, hour, at, orders=orders):
                given += sum(_tried(pk, occurrence, hour, at) for pk in _concerned(cafe, hour, occurrence))
    return given


def _tried(pk: int, occurrence: Occurrence[Rule], hour: datetime, at: datetime) -> bool:
    """A registration whose reminder cannot be written must not keep the others from theirs; it stays due."""
    try:
        return _remind(pk, occurrence, hour, at)
    except Exception:
        log.exception("reminder %s of registration %s", occurrence.rule.code, pk)
        return False


def _concerned(cafe: Cafe, hour: datetime, occurrence: Occurrence[Rule]) -> list[int]:
    rule, states = occurrence.rule, BY_KIND[occurrence.rule.notice].states
    rows = registrations_to_remind(cafe, hour, rule=rule.code, due_at=occurrence.due_at, states=states)
    return list(rows.values_list("pk", flat=True)[:AT_A_TIME])


@transaction.atomic
def _remind(pk: int, occurrence: Occurrence[Rule], hour: datetime, at: datetime) -> bool:
    """One registration, one commit: whatever interrupts the round, each reminder is whole or still due."""
    registration = Registration.objects.locked(Registration(pk=pk))
    rule = occurrence.rule
    kind = BY_KIND[rule.notice]
    if registration.state not in kind.states or registration.starts_at != hour:
        return False
    notice = kind(registration, occurrence)
    mail = outbox.remind(notice, rule=given_as(rule, registration), due_at=occurrence.due_at, at=at)
    if mail is None:
        return False
    journal.record("registration.reminded", registration, by=None, at=at, rule=rule.code, mail=mail.pk)
    return True
