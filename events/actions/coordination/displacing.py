"""An appointment that the coordination moves, cancels, or puts back on the waiting list, also after the freeze."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.cancelling import close
from events.actions.seating import promote
from events.actions.telling import tell_changed, tell_expert
from events.models import Cafe, CafeQuestion, Registration, Slot
from events.rules.booking import SLOT_TAKEN, can_hold
from events.rules.coordinating import can_displace
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import short_hour
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def displace(*, registration: Registration, slot: Slot, reason: str, by: User, at: datetime) -> Registration:
    """Move an appointment to a free slot; the old one goes to the waiting list, and the person is told (M23)."""
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_displace(by, registration, at).require()
    before = registration.slot
    put_elsewhere(registration, slot, reason=reason, by=by, at=at)
    promote(cafe, at)
    tell_expert(before, slot, said_at=at)
    return registration


@transaction.atomic
def dismiss(*, registration: Registration, reason: str, by: User, at: datetime) -> Registration:
    """Cancel an appointment for the coordination's own reason; the slot goes to the waiting list (M23)."""
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_displace(by, registration, at).require()
    before = _slot_of(registration)
    close(registration, at)
    journal.record(
        "registration.dismissed", registration, by=by, at=at, hour=short_hour(before.starts_at), reason=reason
    )
    promote(cafe, at)  # before the mail, which says whether a slot is left
    tell_changed(registration, before=before, reason=reason, said_at=at)
    tell_expert(before, said_at=at)
    return registration


def put_elsewhere(registration: Registration, slot: Slot, *, reason: str, by: User, at: datetime) -> None:
    """Take a free slot instead of the one it has; inside a transaction that locked the café and the row."""
    before = _slot_of(registration)
    if slot.pk == before.pk:
        raise Refused("C’est déjà son créneau.")
    slot = Slot.objects.locked(before, slot)[slot.pk]
    can_hold(by, slot, at).require()
    if not Slot.objects.take_free(slot):
        raise Refused(SLOT_TAKEN)
    Slot.objects.give_back(before)
    _changed(registration, slot, RegistrationState.CONFIRMED, at)
    CafeQuestion.objects.filter(registration=registration).update(desk=slot.desk)
    said = {
        "before": short_hour(before.starts_at),
        "hour": short_hour(slot.starts_at),
        "desk": slot.desk.said,
        "reason": reason,
    }
    journal.record("registration.displaced", registration, by=by, at=at, **said)
    tell_changed(registration, before=before, reason=reason, said_at=at)


def put_back(registration: Registration, *, reason: str, by: User, at: datetime) -> None:
    """Without a slot, first on the waiting list by the day of the sign-up; café and row are locked."""
    before = _slot_of(registration)
    Slot.objects.give_back(before)
    _changed(registration, None, RegistrationState.WAITING, at)
    said = {"hour": short_hour(before.starts_at), "reason": reason}
    journal.record("registration.put_back", registration, by=by, at=at, **said)
    tell_changed(registration, before=before, reason=reason, said_at=at)


def _slot_of(registration: Registration) -> Slot:
    if registration.slot is None:
        raise Refused("Cette personne n’a pas de rendez-vous.")
    return registration.slot


def _changed(registration: Registration, slot: Slot | None, state: RegistrationState, at: datetime) -> None:
    """Another slot or none; the calendar file follows."""
    registration.slot = slot
    registration.ics_sequence += 1
    registration.revision += 1
    registration.updated_at = at
    if registration.state == state:
        registration.save()
    else:
        since = registration.created_at if state == RegistrationState.WAITING else None
        registration.move(state, waiting_since=since)
