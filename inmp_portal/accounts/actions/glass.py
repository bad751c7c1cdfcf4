"""Opening and closing an exceptional access to contents, and the trail of what was read through it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from inmp_portal.accounts.models import BreakGlass, User
from inmp_portal.accounts.notices import BreakGlassNotice
from inmp_portal.accounts.rules import can_break_glass, can_close_glass
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def break_glass(*, by: User, at: datetime, reason: str) -> BreakGlass:
    """Open an access of `BREAK_GLASS_MINUTES`; the coordination and the direction are told by mail at once.

    The person's row is locked, so that two openings at once are one.
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    witnesses = User.objects.content_readers()
    can_break_glass(person, at, reason=reason, witnesses=len(witnesses)).require()
    access = BreakGlass.objects.create(
        person=person,
        reason=reason.strip(),
        opened_at=at,
        ends_at=at + timedelta(minutes=settings.BREAK_GLASS_MINUTES),
    )
    journal.record("break_glass.opened", access, by=person, at=at, reason=access.reason, until=access.ends_at)
    outbox.queue(BreakGlassNotice(access, witnesses), dedup=(access.pk,))
    return access


@transaction.atomic
def close_glass(*, access: BreakGlass, by: User, at: datetime) -> BreakGlass:
    """Close an access before its hour: whoever opened it, or a witness."""
    access = BreakGlass.objects.select_for_update(of=("self",)).select_related("person").get(pk=access.pk)
    can_close_glass(User.objects.get(pk=by.pk), access, at).require()
    access.closed_at, access.closed_by = at, by
    access.save(update_fields=["closed_at", "closed_by"])
    journal.record("break_glass.closed", access, by=by, at=at)
    return access


@transaction.atomic
def record_reading(*, access: BreakGlass, at: datetime, path: str) -> None:
    """Journal one page that was opened while the access ran."""
    journal.record("break_glass.read", access, by=access.person, at=at, path=path[:200])
