"""Appointments: a slot held eight minutes, taken once, moved, waited for, offered on the last day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from events.actions.booking import Asked, book, hold, move
from events.actions.cancelling import cancel
from events.actions.offering import accept, lapse_offers
from events.models import Registration, Slot
from events.states import RegistrationState
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.events.conftest import QUESTION

pytestmark = pytest.mark.django_db
ASKED = Asked(QUESTION, "donnees")


@pytest.fixture
def full(slots, appoint, second):
    """Every slot of the first desk taken, and the other desks closed."""
    Slot.objects.filter(desk__cafe=second).exclude(desk__code="G1").update(closed_at=second.opens_at)
    return [appoint(slot, f"p{n}@exemple.fr") for n, slot in enumerate(slots)]


def test_a_held_slot_becomes_an_appointment_with_its_question(slots, appoint):
    registration = appoint(slots[1])
    assert (registration.state, registration.slot) == (RegistrationState.CONFIRMED, slots[1])
    assert registration.question.text == ASKED.text
    slots[1].refresh_from_db()
    assert (slots[1].is_taken, slots[1].holder_token, slots[1].held_until) == (True, "", None)
    assert "à 8\u00a0h\u00a015" in Mail.objects.get(kind="rdv_confirme").subject


def test_a_slot_held_by_another_is_refused_until_the_eight_minutes_are_over(slots, at, frozen_clock):
    hold(slot=slots[0], token="premier", by=None, at=at)
    with pytest.raises(Refused, match="vient d’être pris"):
        hold(slot=slots[0], token="second", by=None, at=at)
    frozen_clock(at + timedelta(minutes=8))
    hold(slot=slots[0], token="second", by=None, at=at + timedelta(minutes=8))
    slots[0].refresh_from_db()
    assert slots[0].holder_token == "second"


def test_holding_another_slot_lets_the_first_one_go(slots, at):
    hold(slot=slots[0], token="jeton", by=None, at=at)
    hold(slot=slots[1], token="jeton", by=None, at=at)
    assert list(Slot.objects.filter(holder_token="jeton")) == [slots[1]]


def test_confirming_after_the_hold_ran_out_is_refused_and_books_nothing(slots, second, entry, at, frozen_clock):
    hold(slot=slots[0], token="jeton", by=None, at=at)
    late = at + timedelta(minutes=8)
    frozen_clock(late)
    with pytest.raises(Refused, match="huit minutes sont passées"):
        book(cafe=second, entry=entry(), asked=ASKED, slot=slots[0], token="jeton", by=None, at=late)
    assert not Registration.objects.exists()


def test_four_slots_and_twelve_people_at_once(second, slots, entry, at, in_parallel):
    def race(n: int) -> str:
        token = f"jeton-{n}"
        try:
            hold(slot=slots[n % 4], token=token, by=None, at=at)
            said = entry(email=f"p{n}@exemple.fr")
            book(cafe=second, entry=said, asked=ASKED, slot=slots[n % 4], token=token, by=None, at=at)
        except Refused:
            return "refused"
        return "booked"

    assert sorted(in_parallel(12, race)) == ["booked"] * 4 + ["refused"] * 8
    assert Registration.objects.values("slot").distinct().count() == 4


def test_a_cancelled_slot_goes_to_the_first_who_accepts_it(full, appoint, at):
    picky, next_one = appoint(None, "difficile@exemple.fr", hours=["09:45"]), appoint(None, "suivante@exemple.fr")
    cancel(registration=full[0], by=None, at=at)
    picky.refresh_from_db()
    next_one.refresh_from_db()
    assert (picky.state, next_one.state) == (RegistrationState.WAITING, RegistrationState.CONFIRMED)
    assert next_one.slot == full[0].slot


def test_who_waits_may_take_a_free_slot_that_nobody_else_on_the_list_wants(full, appoint, at):
    picky = appoint(None, "difficile@exemple.fr", hours=["09:45"])
    cancel(registration=full[0], by=None, at=at)
    assert not Slot.objects.get(pk=full[0].slot.pk).is_taken
    taken = move(registration=picky, slot=full[0].slot, by=None, at=at)
    assert (taken.state, taken.slot) == (RegistrationState.CONFIRMED, full[0].slot)
    assert taken.question.desk == full[0].slot.desk
    assert Mail.objects.filter(kind="rdv_confirme", to=["difficile@exemple.fr"]).count() == 1
    with pytest.raises(Refused, match=r"plus libre|pris"):
        move(registration=appoint(None, "tard@exemple.fr", hours=["09:45"]), slot=full[0].slot, by=None, at=at)


def test_on_the_last_day_a_slot_is_offered_for_two_hours(full, appoint, second, frozen_clock):
    eve = second.starts_at - timedelta(hours=20)
    waiting, after = appoint(None, "un@exemple.fr"), appoint(None, "deux@exemple.fr")
    frozen_clock(eve)
    cancel(registration=full[3], by=None, at=eve)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.offered_until) == (RegistrationState.OFFERED, eve + timedelta(hours=2))
    assert Mail.objects.filter(kind="cafe_place_proposee", to=["un@exemple.fr"]).count() == 1
    assert lapse_offers(at=eve + timedelta(hours=1, minutes=59)) == 0
    assert lapse_offers(at=eve + timedelta(hours=2)) == 1
    waiting.refresh_from_db()
    after.refresh_from_db()
    assert (waiting.state, after.state) == (RegistrationState.CANCELLED, RegistrationState.OFFERED)


def test_an_offer_is_accepted_in_time_and_not_after(full, appoint, second, frozen_clock):
    eve = second.starts_at - timedelta(hours=20)
    waiting = appoint(None, "un@exemple.fr")
    frozen_clock(eve)
    cancel(registration=full[0], by=None, at=eve)
    with pytest.raises(Refused, match="délai"):
        accept(registration=waiting, by=None, at=eve + timedelta(hours=2))
    accepted = accept(registration=waiting, by=None, at=eve + timedelta(hours=1))
    assert (accepted.state, accepted.slot) == (RegistrationState.CONFIRMED, full[0].slot)


def test_moving_gives_the_old_slot_to_whoever_waits_for_it(full, appoint, slots, at):
    free = full[7]
    cancel(registration=free, by=None, at=at)
    waiting = appoint(None, "un@exemple.fr", hours=["08:00"])
    moved = move(registration=full[0], slot=slots[7], by=None, at=at)
    waiting.refresh_from_db()
    assert (moved.slot, moved.ics_sequence) == (slots[7], 1)
    assert (waiting.state, waiting.slot) == (RegistrationState.CONFIRMED, slots[0])


def test_the_agendas_are_settled_two_days_before(full, slots, second, frozen_clock):
    settled = second.starts_at - timedelta(days=1)
    frozen_clock(settled)
    with pytest.raises(Refused, match="sont arrêtés depuis"):
        move(registration=full[0], slot=slots[1], by=None, at=settled)


def test_opposite_moves_never_wait_for_each_other(slots, appoint, at, in_parallel):
    first, other = appoint(slots[0], "un@exemple.fr"), appoint(slots[1], "deux@exemple.fr")

    def swap(n: int) -> object:
        registration, wanted = ((first, slots[2]), (other, slots[3]))[n % 2]
        target = wanted if n < 2 else (slots[1], slots[0])[n % 2]
        try:
            return move(registration=registration, slot=target, by=None, at=at)
        except Refused as refused:
            return refused.reason

    done = in_parallel(4, swap)
    assert not [outcome for outcome in done if isinstance(outcome, Exception)]
    taken = set(Slot.objects.filter(is_taken=True).values_list("pk", flat=True))
    assert taken == set(Registration.objects.values_list("slot", flat=True))


def test_two_appointments_for_one_address_never(slots, appoint):
    appoint(slots[0])
    again = appoint(slots[1])
    assert again.slot == slots[0]
    slots[1].refresh_from_db()
    assert not slots[1].is_taken
    assert slots[1].held_until is None
