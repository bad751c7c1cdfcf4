"""Seats and slots that are free again, and who gets them: first come, first served, whoever holds the café's lock.

Until the last day a free place is given at once; in the last twenty-four hours it is offered for a time, since its
person may have made other plans. Every function here runs inside a transaction that locked the café.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from events.actions.telling import tell_expert, tell_state
from events.models import Cafe, Registration, Slot
from events.rules.waiting import accepts
from events.states import RegistrationState
from inmp_portal.journal import actions as journal

OFFERED_WITHIN = timedelta(hours=24)


def release(registration: Registration) -> None:
    """Give back the seat or the slot of a registration; the row itself is the caller's to change."""
    if registration.cafe.is_open_session:
        Cafe.objects.give_back(registration.cafe, registration.party_size)
    elif registration.slot:
        Slot.objects.give_back(registration.slot)


def promote(cafe: Cafe, at: datetime) -> list[Registration]:
    """Give or offer every free place to the waiting list; returns who got one, in order."""
    placed = _to_seats(cafe) if cafe.is_open_session else _to_slots(cafe, at)
    return [place(cafe, registration, slot, at) for registration, slot in placed]


def _to_seats(cafe: Cafe) -> Iterator[tuple[Registration, Slot | None]]:
    """Nobody is passed over: a group too large for what is free waits, and so does everybody behind it."""
    for registration in _waiting(cafe):
        if not Cafe.objects.take(cafe, registration.party_size):
            return
        yield registration, None


def _to_slots(cafe: Cafe, at: datetime) -> Iterator[tuple[Registration, Slot | None]]:
    """Each person gets the first free slot that they accept; who accepts none waits on."""
    free = list(Slot.objects.free().filter(desk__cafe=cafe, starts_at__gt=at).select_related("desk"))
    for registration in _waiting(cafe):
        wanted = next((slot for slot in free if accepts(registration, slot)), None)
        if wanted is not None and Slot.objects.take_free(wanted):
            free.remove(wanted)
            yield registration, wanted


def _waiting(cafe: Cafe) -> list[Registration]:
    rows = Registration.objects.waiting().filter(cafe=cafe).select_for_update(of=("self",))
    return list(rows.select_related("question"))


def place(cafe: Cafe, registration: Registration, slot: Slot | None, at: datetime) -> Registration:
    """Confirm or offer the place that was taken for a waiting registration, and tell its person."""
    registration.cafe, registration.slot = cafe, slot
    registration.ics_sequence += 1  # it may have been in a diary before, and taken out
    registration.revision += 1
    registration.updated_at = at
    if registration.starts_at - at > OFFERED_WITHIN:
        registration.move(RegistrationState.CONFIRMED)
        journal.record("registration.promoted", registration, by=None, at=at)
    else:
        until = min(at + timedelta(minutes=cafe.offer_minutes), registration.starts_at)
        registration.move(RegistrationState.OFFERED, offered_until=until)
        journal.record("registration.offered", registration, by=None, at=at, until=until)
    tell_state(registration)
    if registration.state == RegistrationState.CONFIRMED:
        tell_expert(slot, said_at=at)
    return registration
