"""Handing a dossier over to a co-lead: offered by its lead, taken or declined by the other, void after a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from applications.actions.team.inviting import REFERENCE_LENGTH
from applications.actions.team.locking import locked
from applications.models import Application, Membership
from applications.notices.team import DossierOffered
from applications.rules.team import (
    TRANSFER_DAYS,
    can_decline_over,
    can_offer_dossier,
    can_take_back_offer,
    can_take_over,
)
from applications.states import MembershipState, TeamRole
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.references import new_reference
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def offer(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Offer the dossier to this co-lead; an offer made to another one ends."""
    membership = locked(membership)
    application = membership.application
    can_offer_dossier(by, membership, at).require()
    application.memberships.exclude(pk=membership.pk).update(transfer_until=None)
    membership.transfer_until = at + timedelta(days=TRANSFER_DAYS)
    membership.save(update_fields=["transfer_until"])
    journal.record("team.dossier_offered", application, by=by, at=at, to=str(membership.user))
    outbox.queue(DossierOffered(membership), dedup=(membership.reference, at.isoformat()))
    return membership


@transaction.atomic
def take_back(*, membership: Membership, by: User, at: datetime) -> Membership:
    """The lead changes their mind before the answer."""
    membership = locked(membership)
    can_take_back_offer(by, membership, at).require()
    return _end(membership, "team.offer_taken_back", by, at)


@transaction.atomic
def decline(*, membership: Membership, by: User, at: datetime) -> Membership:
    """The co-lead says no; nothing else changes."""
    membership = locked(membership)
    can_decline_over(by, membership, at).require()
    return _end(membership, "team.offer_declined", by, at)


@transaction.atomic
def take_over(*, membership: Membership, by: User, at: datetime) -> Application:
    """Become the lead; the one before stays as co-lead. Deposits keep the names they were made under."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one more dossier of this person, as when opening one
    membership = locked(membership)
    application = membership.application
    can_take_over(by, membership, at).require()
    before = application.lead
    membership.move(MembershipState.LEFT, ended_at=at, transfer_until=None)
    application.lead, application.updated_at = by, at
    application.save(update_fields=["lead", "updated_at"])
    Membership.objects.create(
        reference=new_reference(REFERENCE_LENGTH), application=application, user=before, email=before.email, role=TeamRole.CO_LEAD,
        state=MembershipState.ACTIVE, invited_by=by, invited_at=at, expires_at=at, answered_at=at,
    )  # fmt: skip
    journal.record("team.dossier_taken_over", application, by=by, at=at, before=str(before))
    return application


def _end(membership: Membership, said: str, by: User, at: datetime) -> Membership:
    membership.transfer_until = None
    membership.save(update_fields=["transfer_until"])
    journal.record(said, membership.application, by=by, at=at)
    return membership
