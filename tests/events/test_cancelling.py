"""A seat given back goes to whoever waits first, in the same transaction; each is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from events.actions.cancelling import cancel
from events.actions.registering import register
from events.models import Cafe, Registration
from events.states import RegistrationState
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


def test_cancelling_frees_the_seat_and_takes_the_cafe_out_of_the_diary(sign_up, cafe, at):
    registration = cancel(registration=sign_up(), by=None, at=at)
    assert (registration.state, registration.cancelled_at) == (RegistrationState.CANCELLED, at)
    assert Cafe.objects.get(pk=cafe.pk).taken == 0
    assert registration.ics_sequence == 1
    assert Mail.objects.get(kind="cafe_annulation").attachments[0]["content_type"] == "text/calendar; method=CANCEL"
    assert JournalEntry.objects.filter(type="registration.cancelled").count() == 1


def test_the_first_in_the_list_gets_the_seat(bounded, sign_up, at):
    bounded(1)
    seated = sign_up("un@exemple.fr")
    second, third = sign_up("deux@exemple.fr"), sign_up("trois@exemple.fr")
    cancel(registration=seated, by=None, at=at)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (RegistrationState.CONFIRMED, RegistrationState.WAITING)
    assert Mail.objects.filter(kind="cafe_confirmation", to=["deux@exemple.fr"]).count() == 1


def test_cancelling_twice_or_too_late_is_refused(sign_up, cafe, at):
    registration = sign_up()
    with pytest.raises(Refused, match="a commencé"):
        cancel(registration=registration, by=None, at=cafe.starts_at)
    cancel(registration=registration, by=None, at=at)
    with pytest.raises(Refused, match="déjà annulée"):
        cancel(registration=registration, by=None, at=at)
    assert Mail.objects.filter(kind="cafe_annulation").count() == 1


def test_one_may_come_back_after_cancelling(sign_up, at):
    cancel(registration=sign_up(), by=None, at=at)
    assert sign_up(when=at + timedelta(minutes=1)).state == RegistrationState.CONFIRMED
    assert Registration.objects.count() == 2


def test_nobody_waits_beside_a_free_seat_however_they_cross(bounded, entry, at, in_parallel):
    cafe = bounded(4)
    seated = [register(cafe=cafe, entry=entry(email=f"s{n}@exemple.fr"), by=None, at=at) for n in range(4)]

    def storm(i: int) -> None:
        if i < 4:
            cancel(registration=seated[i], by=None, at=at)
        else:
            register(cafe=cafe, entry=entry(email=f"n{i}@exemple.fr"), by=None, at=at)

    assert not [outcome for outcome in in_parallel(12, storm) if isinstance(outcome, Exception)]
    waiting = Registration.objects.waiting().count()
    taken = Cafe.objects.get(pk=cafe.pk).taken
    assert (taken, waiting) == (4, 4)
    assert Registration.objects.filter(state="confirmed").count() == 4
