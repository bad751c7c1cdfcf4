"""Appointments: a slot held while the form is filled, then taken; moved to another; or waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from events.actions.own.joining import Joined, hold_file
from events.actions.registering import Entry, new_registration, says_the_same, tell_again
from events.actions.seating import promote
from events.actions.telling import tell_expert, tell_not_again, tell_state
from events.actions.whom import GUEST
from events.models import Cafe, CafeQuestion, Desk, Registration, Slot
from events.queries.dossiers import own_dossier
from events.queries.slots import last_given_up
from events.rules.booking import HOLD_ENDED, SLOT_TAKEN, can_book, can_hold, can_move
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import short_hour
from inmp_portal.lib.references import new_reference
from inmp_portal.lib.verdict import Refused

HOLD_MINUTES = 8


@dataclass(frozen=True)
class Asked:
    """The question brought to an appointment: its words, its theme, the desk that answers it, the document joined to it."""

    text: str
    theme: str = ""
    desk: Desk | None = None
    may_be_published: bool = False
    file: Joined | None = None


@transaction.atomic
def hold(*, slot: Slot, token: str, by: User | None, at: datetime) -> Slot:
    """Keep a slot eight minutes for whoever has `token`, or start their eight minutes anew; Refused when it is gone."""
    can_hold(by, slot, at).require()
    if not Slot.objects.hold(slot, token, HOLD_MINUTES):
        raise Refused(SLOT_TAKEN)
    Slot.objects.filter(holder_token=token).exclude(pk=slot.pk).update(holder_token="", held_until=None)
    slot.refresh_from_db()
    return slot


@transaction.atomic
def book(
    *, cafe: Cafe, entry: Entry, asked: Asked, slot: Slot | None, token: str, by: User | None, at: datetime
) -> Registration:
    """Take the slot held under `token`, or join the waiting list when `slot` is None.

    An address that has an appointment already, or gave one up once the agendas were settled, gets a mail that says so and
    nothing else (that registration is returned); the slot it held is free once more. Raises Refused when sign-ups are
    closed or the hold has run out.
    """
    cafe = Cafe.objects.locked(cafe)
    can_book(by, cafe, at).require()
    known = _known(cafe, entry, asked, slot, at)
    if known:
        Slot.objects.filter(holder_token=token).update(holder_token="", held_until=None)
        return known
    registration = new_registration(cafe, entry, by, at)
    registration.application = own_dossier(by, entry.dossier or "")
    _place(registration, slot, token, at)
    registration.save(force_insert=True)
    _ask(registration, asked, at)
    _record(registration, by, at)
    tell_state(registration)
    tell_expert(slot, said_at=at)
    if slot is None:
        promote(cafe, at)  # a slot may have come free since the page was shown
    return registration


def _known(cafe: Cafe, entry: Entry, asked: Asked, slot: Slot | None, at: datetime) -> Registration | None:
    """The registration that keeps this address from another one, its person told; the page tells nobody."""
    existing = Registration.objects.live().of_address(entry.email).filter(cafe=cafe).first()
    if existing:
        is_same = existing.question_text == asked.text and (slot is None or existing.slot_id == slot.pk)
        is_same = is_same and (asked.file is None or existing.question.file_sha256 == asked.file.sha256)
        tell_again(existing, at, is_same=is_same and says_the_same(existing, entry))
        return existing
    given_up = last_given_up(cafe, entry.email)
    if given_up is None or can_book(None, cafe, at, given_up_at=given_up.cancelled_at):
        return None
    tell_not_again(given_up, said_at=at)
    return given_up


def _place(registration: Registration, slot: Slot | None, token: str, at: datetime) -> None:
    if slot is None:
        registration.state, registration.waiting_since = RegistrationState.WAITING, at
        return
    if not Slot.objects.take_held(slot, token):
        raise Refused(HOLD_ENDED)
    registration.slot = slot


def _ask(registration: Registration, asked: Asked, at: datetime) -> CafeQuestion:
    desk = registration.slot.desk if registration.slot else asked.desk
    registration.question = CafeQuestion(
        reference=new_reference(10), cafe=registration.cafe, registration=registration, desk=desk, theme=asked.theme,
        text=asked.text, may_be_published=asked.may_be_published, asked_at=at,
    )  # fmt: skip
    hold_file(registration.question, asked.file)
    registration.question.save(force_insert=True)
    return registration.question


def _record(registration: Registration, by: User | None, at: datetime) -> None:
    if registration.slot is None:
        journal.record("registration.waiting", registration, by=by or GUEST, at=at)
    else:
        said = {"hour": short_hour(registration.starts_at), "desk": registration.slot.desk.said}
        journal.record("registration.booked", registration, by=by or GUEST, at=at, **said)


@transaction.atomic
def move(*, registration: Registration, slot: Slot, by: User | None, at: datetime) -> Registration:
    """Move an appointment to a free slot; the old one goes to the waiting list, in the same transaction.

    Somebody who waits takes the slot the same way, and leaves the list.
    """
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    before = registration.slot
    can_move(by, registration, at).require()
    if before is not None and slot.pk == before.pk:
        raise Refused("C’est déjà votre créneau.")
    slot = Slot.objects.locked(*filter(None, (before, slot)))[slot.pk]
    can_hold(by, slot, at).require()
    if not Slot.objects.take_free(slot):
        raise Refused(SLOT_TAKEN)
    if before is not None:
        Slot.objects.give_back(before)
    registration.slot = slot
    registration.ics_sequence += 1
    registration.revision += 1
    registration.updated_at = at
    if registration.state == RegistrationState.WAITING:
        registration.move(RegistrationState.CONFIRMED)
    else:
        registration.save()
    CafeQuestion.objects.filter(registration=registration).update(desk=slot.desk)
    _tell_the_journal(registration, before, by, at)
    tell_state(registration)
    promote(cafe, at)
    return registration


def _tell_the_journal(registration: Registration, before: Slot | None, by: User | None, at: datetime) -> None:
    slot = registration.slot
    assert slot is not None  # just taken
    said = {"hour": short_hour(slot.starts_at), "desk": slot.desk.said}
    if before is None:
        journal.record("registration.slot_taken", registration, by=by or GUEST, at=at, **said)
    else:
        said["before"] = short_hour(before.starts_at)
        journal.record("registration.moved", registration, by=by or GUEST, at=at, **said)
