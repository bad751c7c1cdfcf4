"""Giving and withdrawing roles, closing and reopening accounts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from inmp_portal.accounts.models import Grant, Role, User
from inmp_portal.accounts.rules import can_grant, can_revoke, can_switch_account
from inmp_portal.journal import actions as journal


@transaction.atomic
def grant_role(*, person: User, role: str, by: User | None, at: datetime) -> Grant:
    """Give a role. `by` is None from the console only (the first director of a new instance)."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if by is not None:
        can_grant(_afresh(by), person, role, at).require()
    grant, is_new = Grant.objects.active().get_or_create(
        user=person, role=Role(role), defaults={"granted_by": by, "granted_at": at}
    )
    if is_new:
        journal.record("role.granted", person, by=by, at=at, role=role)
    return grant


@transaction.atomic
def revoke_role(*, grant: Grant, by: User, at: datetime) -> Grant:
    """Withdraw a role; the project always keeps one director.

    The rows of all directors are locked first, in one order: two directors who withdraw each other at once wait for
    one another, and the second is judged on what the first left.
    """
    directors = list(Grant.objects.active().filter(role=Role.DIRECTOR).select_for_update().order_by("pk"))
    grant = Grant.objects.select_for_update(of=("self",)).select_related("user").get(pk=grant.pk)
    can_revoke(_afresh(by), grant, at, directors=len(directors)).require()
    grant.revoked_at = at
    grant.revoked_by = by
    grant.save(update_fields=["revoked_at", "revoked_by"])
    journal.record("role.revoked", grant.user, by=by, at=at, role=grant.role)
    return grant


@transaction.atomic
def switch_account(*, person: User, is_active: bool, by: User, at: datetime) -> User:
    """Close an account (its sessions end at the next request) or open it again."""
    person = User.objects.select_for_update().get(pk=person.pk)
    can_switch_account(_afresh(by), person, at).require()
    if person.is_active != is_active:
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        journal.record("account.reopened" if is_active else "account.closed", person, by=by, at=at)
    return person


def _afresh(user: User) -> User:
    """The same person with the roles of now: those kept on the request may be out of date under the lock."""
    return User.objects.get(pk=user.pk)
