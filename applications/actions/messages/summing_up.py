"""The daily summary of messages, at eight in the morning, for those who chose it."""

from __future__ import annotations

import logging
from datetime import datetime, time

from django.db import transaction

from applications.models import Addressee
from applications.notices.messages import Summary
from applications.queries.summaries import people_to_sum_up, still_readable
from inmp_portal.accounts.models import MailRhythm, User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox import actions as outbox

log = logging.getLogger(__name__)
HOUR = time(8)
RULE = "messages"
AT_A_TIME = 200  # the next tick goes on


def send_summaries(*, at: datetime) -> int:
    """Queue the summary of everybody who has one due; returns how many. One that fails stays due."""
    due_at = datetime.combine(at.astimezone(PARIS).date(), HOUR, tzinfo=PARIS)
    if at < due_at:
        return 0
    return sum(_tried(user, due_at, at) for user in people_to_sum_up(due_at)[:AT_A_TIME])


def _tried(user: User, due_at: datetime, at: datetime) -> bool:
    try:
        return _sum_up(user, due_at, at)
    except Exception:
        log.exception("summary of messages for %s", user.pk)
        return False


@transaction.atomic
def _sum_up(user: User, due_at: datetime, at: datetime) -> bool:
    """What this person may still read; somebody who left a team, or wants no mail any more, is told nothing."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    waiting = Addressee.objects.to_sum_up(due_at).filter(user=user)
    wanted = user.is_active and user.message_mails != MailRhythm.NONE
    told = still_readable(waiting, user, at) if wanted else []
    if told and outbox.remind(Summary(user, told), rule=RULE, due_at=due_at, at=at) is None:
        return False  # today's has left: what was committed meanwhile is told tomorrow
    waiting.update(summed_up_at=at)
    if not told:
        return False
    journal.record("message.summed_up", user, by=None, at=at, count=len(told))
    return True
