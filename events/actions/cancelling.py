"""Cancelling a registration: its place goes to whoever waits first, in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.seating import promote, release
from events.actions.telling import tell_cancelled, tell_expert
from events.actions.whom import GUEST
from events.models import Cafe, Registration
from events.rules.registering import can_cancel
from events.states import SEATED, RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def cancel(*, registration: Registration, by: User | None, at: datetime) -> Registration:
    """Cancel; the seat or the slot goes to the waiting list at once."""
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_cancel(by, registration, at).require()
    was = RegistrationState(registration.state)
    registration.is_given_up = was == RegistrationState.CONFIRMED and registration.slot is not None
    close(registration, at)
    journal.record("registration.cancelled", registration, by=by or GUEST, at=at)
    promote(cafe, at)  # before the mail, which says whether a slot is left
    tell_cancelled(registration, was=was, said_at=at)
    tell_expert(registration.slot, said_at=at)
    return registration


def close(registration: Registration, at: datetime) -> None:
    """End a registration and give its place back; inside a transaction that locked the café and the row."""
    if registration.state in SEATED:
        release(registration)
    registration.ics_sequence += 1
    registration.revision += 1
    registration.updated_at = at
    registration.move(RegistrationState.CANCELLED, cancelled_at=at)
