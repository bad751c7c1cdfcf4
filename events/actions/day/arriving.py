"""Arrivals at a café, noted by the reception: once each, whatever the network and however many telephones.

Every tap may carry a `key` that its telephone drew: sent again because the answer was lost, it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from events.actions.cancelling import close
from events.actions.seating import release
from events.models import Cafe, Registration, Tap
from events.rules.arriving import can_check_in, can_undo, opens_at
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@dataclass(frozen=True)
class Noted:
    """The registration as it stands, and whether this very request changed it."""

    registration: Registration
    is_new: bool


@transaction.atomic
def check_in(
    *, registration: Registration, by: User, at: datetime, arrived_at: datetime | None = None, key: str = ""
) -> Noted:
    """Note an arrival; somebody already noted keeps their hour. `arrived_at` is the instant of the tap, sent later.

    Who waits for a place, or was given none, is let in: the seat is added beyond the capacity if it must be.
    """
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_check_in(by, registration, at).require()
    if not Tap.objects.first_of(cafe.pk, key, at) or registration.state == RegistrationState.ATTENDED:
        return Noted(registration, False)
    waited = registration.waiting_since
    if registration.state == RegistrationState.WAITING and cafe.is_open_session:
        Cafe.objects.seat_anyway(cafe, registration.party_size)
    registration.updated_at = at
    registration.move(
        RegistrationState.ATTENDED,
        checked_in_at=within_the_day(cafe, arrived_at or at, at), checked_in_by=by, waiting_since=waited,
    )  # fmt: skip
    journal.record("registration.arrived", registration, by=by, at=at)
    return Noted(registration, True)


@transaction.atomic
def undo(*, registration: Registration, by: User, at: datetime, key: str = "") -> Noted:
    """Take back a presence or an absence noted by mistake.

    Who came from the waiting list waits again; who had not signed up is no longer expected.
    """
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    if not Tap.objects.first_of(cafe.pk, key, at):
        return Noted(registration, False)
    can_undo(by, registration, at).require()
    _take_back(registration, at)
    journal.record("registration.arrival_undone", registration, by=by, at=at)
    return Noted(registration, True)


def _take_back(registration: Registration, at: datetime) -> None:
    waited = registration.waiting_since if registration.state == RegistrationState.ATTENDED else None
    registration.updated_at = at
    if waited:
        release(registration)
        registration.move(RegistrationState.WAITING, waiting_since=waited)
        return
    registration.move(RegistrationState.CONFIRMED)
    if registration.is_walk_in:
        close(registration, at)


def within_the_day(cafe: Cafe, arrived_at: datetime, at: datetime) -> datetime:
    """An instant that a telephone tells, kept between the opening of the reception and now."""
    return min(max(arrived_at, opens_at(cafe)), at)
