"""Inviting somebody to a dossier, inviting again, taking the invitation back or the person out."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction

from applications.actions.team.locking import locked
from applications.models import Application, Membership
from applications.notices.team import Invited
from applications.rules.team import INVITATION_DAYS, can_invite, can_remove, can_renew, has_place
from applications.states import MembershipState, TeamRole
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.references import new_reference
from inmp_portal.outbox import actions as outbox

REFERENCE_LENGTH = 16  # the address of an invitation is its secret until the person signs in


@transaction.atomic
def invite(*, application: Application, email: str, role: TeamRole, by: User, at: datetime) -> Membership:
    """Invite an address as co-lead or reader; Refused without a place for it. The mail M04 leaves with the row."""
    application = Application.objects.locked(application)
    can_invite(by, application, at).require()
    has_place(application, role, list(application.memberships.live()), email).require()
    membership = Membership.objects.create(
        reference=new_reference(REFERENCE_LENGTH), application=application, email=email, role=role, invited_by=by, invited_at=at,
        expires_at=_expiry(at),
    )  # fmt: skip
    journal.record("team.invited", application, by=by, at=at, role=str(role.label), member=membership.pk)
    outbox.queue(Invited(membership), dedup=(membership.reference, at.isoformat()))
    return membership


@transaction.atomic
def renew(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Send the invitation again, good for as long as a new one."""
    membership = locked(membership)
    can_renew(by, membership, at).require()
    membership.expires_at = _expiry(at)
    membership.save(update_fields=["expires_at"])
    journal.record("team.invited_again", membership.application, by=by, at=at, member=membership.pk)
    outbox.queue(Invited(membership), dedup=(membership.reference, at.isoformat()))
    return membership


@transaction.atomic
def remove(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Take an invitation back or a person out of the team: the dossier is shut to them at once, what they wrote stays."""
    membership = locked(membership)
    can_remove(by, membership, at).require()
    who = str(membership.user) if membership.user else ""
    membership.move(MembershipState.REMOVED, ended_at=at, transfer_until=None)
    journal.record("team.removed", membership.application, by=by, at=at, member=membership.pk, who=who)
    return membership


def _expiry(at: datetime) -> datetime:
    """The end of the last day, Paris time: what the mail and the pages say is a day."""
    last = at.astimezone(PARIS).date() + timedelta(days=INVITATION_DAYS)
    return datetime.combine(last, time(23, 59, 59), tzinfo=PARIS)
