"""Reminding an invitation that nobody has answered for a week, once."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from applications.actions.team.locking import locked
from applications.models import Membership
from applications.notices.team import Invited
from applications.queries.reminding import INVITATION, invitations_to_remind
from applications.rules.team import REMINDED_BEFORE_EXPIRY, can_renew
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox

log = logging.getLogger(__name__)
AT_A_TIME = 200  # the next tick goes on


def remind_invitations(*, at: datetime) -> int:
    """Queue the second mail of every invitation that waits; returns how many. One that fails stays due."""
    return sum(_tried(one, at) for one in invitations_to_remind(at)[:AT_A_TIME])


def _tried(membership: Membership, at: datetime) -> bool:
    try:
        return _remind(membership, at)
    except Exception:
        log.exception("reminder of invitation %s", membership.pk)
        return False


@transaction.atomic
def _remind(membership: Membership, at: datetime) -> bool:
    membership = locked(membership)
    if membership.is_expired(at) or not can_renew(membership.application.lead, membership, at):
        return False
    due_at = membership.expires_at - REMINDED_BEFORE_EXPIRY
    if outbox.remind(Invited(membership), rule=INVITATION, due_at=due_at, at=at) is None:
        return False
    journal.record("team.reminded", membership.application, by=None, at=at, member=membership.pk)
    return True
