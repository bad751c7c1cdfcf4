"""What the invited person does: accept, refuse, leave, say that their part is done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.actions.team.locking import locked
from applications.models import Membership
from applications.rules.team import can_answer, can_finish, can_leave
from applications.states import MembershipState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def accept(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Join the team: from now on the dossier is among one's own."""
    membership = locked(membership)
    can_answer(by, membership, at).require()
    membership.move(MembershipState.ACTIVE, user=by, answered_at=at)
    journal.record("team.joined", membership.application, by=by, at=at, role=str(membership.get_role_display()))
    return membership


@transaction.atomic
def refuse(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Refuse: the address is erased from the dossier, as the invitation promises."""
    membership = locked(membership)
    can_answer(by, membership, at).require()
    membership.move(MembershipState.REFUSED, email="", answered_at=at, ended_at=at)
    journal.record("team.refused", membership.application, by=None, at=at, member=membership.pk)
    return membership


@transaction.atomic
def leave(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Leave the team; what one wrote stays in the dossier."""
    membership = locked(membership)
    can_leave(by, membership, at).require()
    membership.move(MembershipState.LEFT, ended_at=at, transfer_until=None)
    journal.record("team.left", membership.application, by=by, at=at)
    return membership


@transaction.atomic
def finish(*, membership: Membership, is_done: bool, by: User, at: datetime) -> Membership:
    """« Ma partie est terminée », or not after all. The same answer twice changes nothing."""
    membership = locked(membership)
    can_finish(by, membership, at).require()
    if is_done == (membership.done_at is not None):
        return membership
    membership.done_at = at if is_done else None
    membership.save(update_fields=["done_at"])
    journal.record("team.part_done" if is_done else "team.part_resumed", membership.application, by=by, at=at)
    return membership
