"""The café's doors: sign-ups closed and opened again, seats added, somebody taken in beyond the capacity on purpose."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from events.actions.registering import Entry, new_registration
from events.actions.seating import promote
from events.actions.telling import tell_state
from events.models import Cafe, Registration
from events.rules.coordinating import can_close_sign_ups, can_open_sign_ups, can_overbook, can_set_capacity, suffices
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def close_sign_ups(*, cafe: Cafe, by: User, at: datetime) -> Cafe:
    """Nobody signs up any more until they are opened again; those who are registered stay so."""
    cafe = Cafe.objects.locked(cafe)
    can_close_sign_ups(by, cafe, at).require()
    cafe.closed_at, cafe.closed_by = at, by
    cafe.save(update_fields=["closed_at", "closed_by"])
    journal.record("cafe.closed", cafe, by=by, at=at)
    return cafe


@transaction.atomic
def open_sign_ups(*, cafe: Cafe, by: User, at: datetime) -> Cafe:
    """Sign-ups are taken again, until the café starts."""
    cafe = Cafe.objects.locked(cafe)
    can_open_sign_ups(by, cafe, at).require()
    cafe.closed_at = cafe.closed_by = None
    cafe.save(update_fields=["closed_at", "closed_by"])
    journal.record("cafe.opened", cafe, by=by, at=at)
    return cafe


@transaction.atomic
def set_capacity(*, cafe: Cafe, capacity: int | None, by: User, at: datetime) -> list[Registration]:
    """Change the number of seats (None: no bound); returns those who got a seat from the waiting list, in order.

    Seats that were added beyond the old capacity and fit into the new one no longer count as such.
    """
    cafe = Cafe.objects.locked(cafe)
    can_set_capacity(by, cafe, at).require()
    suffices(cafe, capacity).require()
    before, cafe.capacity = cafe.capacity, capacity
    cafe.overbooked = 0 if capacity is None else max(cafe.taken - capacity, 0)
    cafe.save(update_fields=["capacity", "overbooked"])
    journal.record("cafe.capacity_set", cafe, by=by, at=at, before=_said(before), capacity=_said(capacity))
    return promote(cafe, at)


@transaction.atomic
def overbook(*, cafe: Cafe, entry: Entry, reason: str, by: User, at: datetime) -> Registration:
    """Register somebody beyond the capacity, on purpose and with a reason; also somebody who waits.

    Refused when the address has a seat already, or when there are seats left.
    """
    cafe = Cafe.objects.locked(cafe)
    can_overbook(by, cafe, at).require()
    registration = Registration.objects.live().of_address(entry.email).filter(cafe=cafe).first()
    if registration and registration.state != RegistrationState.WAITING:
        raise Refused("Cette adresse a déjà une place à ce café.")
    is_new = registration is None
    registration = registration or new_registration(cafe, entry, None, at)
    registration.cafe = cafe
    _add_seats(cafe, registration.party_size)
    registration.is_overbooked, registration.updated_at = True, at
    if is_new:
        registration.save(force_insert=True)
    else:
        registration.revision += 1
        registration.move(RegistrationState.CONFIRMED)
    journal.record("registration.overbooked", registration, by=by, at=at, reason=reason)
    tell_state(registration)
    return registration


def _add_seats(cafe: Cafe, heads: int) -> None:
    """As many seats beyond the capacity as there are none left; the café is locked."""
    left = (cafe.capacity or 0) + cafe.overbooked - cafe.taken
    if left >= heads:
        raise Refused("Il reste des places\u00a0: la personne s’inscrit comme tout le monde.")
    Cafe.objects.filter(pk=cafe.pk).update(taken=F("taken") + heads, overbooked=F("overbooked") + heads - max(left, 0))


def _said(capacity: int | None) -> str:
    return "sans limite" if capacity is None else str(capacity)
