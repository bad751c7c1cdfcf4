"""After the café: those who did not come are noted absent, all at once, and that is reversible."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.models import Cafe, Registration
from events.rules.arriving import can_mark_absent
from events.states import REGISTRATION, RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def mark_absent(*, cafe: Cafe, by: User, at: datetime) -> int:
    """Note absent everybody who had a place and did not come; returns how many registrations."""
    count = _turn(cafe, RegistrationState.CONFIRMED, RegistrationState.NO_SHOW, by, at)
    journal.record("cafe.absences_noted", cafe, by=by, at=at, count=count)
    return count


@transaction.atomic
def restore_absent(*, cafe: Cafe, by: User, at: datetime) -> int:
    """Take every absence of the café back; returns how many."""
    count = _turn(cafe, RegistrationState.NO_SHOW, RegistrationState.CONFIRMED, by, at)
    journal.record("cafe.absences_undone", cafe, by=by, at=at, count=count)
    return count


def _turn(cafe: Cafe, before: RegistrationState, after: RegistrationState, by: User, at: datetime) -> int:
    cafe = Cafe.objects.locked(cafe)
    can_mark_absent(by, cafe, at).require()
    REGISTRATION.verdict(before, after).require()
    return Registration.objects.filter(cafe=cafe, state=before).update(state=after, updated_at=at)
