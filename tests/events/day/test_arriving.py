"""Arrivals are noted once, whatever the network, the telephones and the list they came from."""

from __future__ import annotations

from datetime import timedelta

import pytest

from events.actions.cancelling import cancel
from events.actions.day.absences import mark_absent, restore_absent
from events.actions.day.arriving import check_in, undo
from events.actions.day.walking_in import add_address, walk_in
from events.models import Cafe, Registration
from events.queries.day.board import Board
from events.states import RegistrationState
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
ATTENDED, CONFIRMED, WAITING = RegistrationState.ATTENDED, RegistrationState.CONFIRMED, RegistrationState.WAITING


def test_twice_is_once_and_the_first_hour_stays(sign_up, coordinator, morning):
    registration = sign_up()
    assert check_in(registration=registration, by=coordinator, at=morning).is_new
    again = check_in(registration=registration, by=coordinator, at=morning + timedelta(minutes=9))
    assert (again.is_new, again.registration.checked_in_at) == (False, morning)
    assert JournalEntry.objects.filter(type="registration.arrived").count() == 1


def test_only_the_coordination_and_not_before_the_day(sign_up, lead, coordinator, morning):
    registration = sign_up()
    with pytest.raises(Refused, match="coordination"):
        check_in(registration=registration, by=lead, at=morning)
    with pytest.raises(Refused, match="s’ouvre le mardi 27 mai 2025"):
        check_in(registration=registration, by=coordinator, at=morning - timedelta(days=1))
    with pytest.raises(Refused, match="arrêtées"):
        check_in(registration=registration, by=coordinator, at=morning + timedelta(days=8))
    assert Registration.objects.get().state == CONFIRMED


def test_a_cancelled_registration_is_sent_to_the_other_door(sign_up, coordinator, morning, at):
    registration = cancel(registration=sign_up(), by=None, at=at)
    with pytest.raises(Refused, match="sans inscription"):
        check_in(registration=registration, by=coordinator, at=morning)


def test_a_tap_sent_again_after_it_was_taken_back_changes_nothing(sign_up, coordinator, morning):
    registration = sign_up()
    check_in(registration=registration, by=coordinator, at=morning, key="un")
    undo(registration=registration, by=coordinator, at=morning, key="deux")
    assert not check_in(registration=registration, by=coordinator, at=morning, key="un").is_new
    registration.refresh_from_db()
    assert (registration.state, registration.checked_in_at) == (CONFIRMED, None)
    assert JournalEntry.objects.filter(type="registration.arrival_undone").count() == 1


def test_a_refused_tap_is_heard_when_it_comes_again(sign_up, coordinator, morning):
    registration = sign_up()
    with pytest.raises(Refused):
        check_in(registration=registration, by=coordinator, at=morning - timedelta(days=1), key="un")
    assert check_in(registration=registration, by=coordinator, at=morning, key="un").is_new


@pytest.mark.parametrize(("minutes", "noted"), [(-5, -5), (30, 0), (-2_000, -492)])
def test_the_hour_is_that_of_the_tap_within_the_day(sign_up, coordinator, morning, minutes, noted):
    told = morning + timedelta(minutes=minutes)
    done = check_in(registration=sign_up(), by=coordinator, at=morning, arrived_at=told)
    assert done.registration.checked_in_at == morning + timedelta(minutes=noted)


def test_who_waits_is_let_in_beyond_the_capacity_and_waits_again_when_taken_back(
    bounded, sign_up, coordinator, morning, at
):
    cafe = bounded(1)
    sign_up("un@exemple.fr")
    second = sign_up("deux@exemple.fr")
    done = check_in(registration=second, by=coordinator, at=morning).registration
    cafe.refresh_from_db()
    assert (done.state, cafe.taken, cafe.overbooked) == (ATTENDED, 2, 1)
    back = undo(registration=second, by=coordinator, at=morning).registration
    cafe.refresh_from_db()
    assert (back.state, back.waiting_since, cafe.taken, cafe.overbooked) == (WAITING, at, 1, 0)


def test_people_without_registration_are_never_refused(bounded, sign_up, coordinator, morning):
    cafe = bounded(1)
    sign_up()
    for name in ("Ama Ndiaye", "Bo", "Chloé de La Tour"):
        walk_in(cafe=cafe, name=name, place="chu de rouen", by=coordinator, at=morning)
    cafe.refresh_from_db()
    assert (cafe.taken, cafe.overbooked) == (4, 3)
    came = Registration.objects.filter(is_walk_in=True).order_by("pk")
    assert [(one.first_name, one.last_name) for one in came] == [
        ("Ama", "Ndiaye"), ("", "Bo"), ("Chloé", "de La Tour")
    ]  # fmt: skip
    assert JournalEntry.objects.filter(type="registration.walked_in").count() == 3
    assert not Mail.objects.filter(object_id__in=[str(one.pk) for one in came]).exists()


def test_the_establishment_is_recognised_or_kept_as_said(cafe, coordinator, morning):
    known = walk_in(cafe=cafe, name="Ama Ndiaye", place="Becquerel", by=coordinator, at=morning)
    other = walk_in(cafe=cafe, name="Bo Li", place="CHU de Caen", by=coordinator, at=morning)
    assert known and other
    assert (known.institution is not None or known.other_institution == "Becquerel") and other.institution is None
    assert other.other_institution == "CHU de Caen"


def test_the_same_walk_in_sent_twice_is_one_person(cafe, coordinator, morning):
    for _ in range(2):
        walk_in(cafe=cafe, name="Ama Ndiaye", place="", by=coordinator, at=morning, key="a1")
    assert Registration.objects.count() == 1


def test_an_address_is_added_afterwards_unless_it_is_registered(cafe, sign_up, coordinator, morning):
    sign_up("helene.morvan@exemple.fr")
    came = walk_in(cafe=cafe, name="Ama Ndiaye", place="", by=coordinator, at=morning)
    with pytest.raises(Refused, match="déjà inscrite"):
        add_address(registration=came, email="Helene.Morvan@exemple.fr", by=coordinator, at=morning)
    kept = add_address(registration=came, email="Ama@Exemple.fr ", by=coordinator, at=morning)
    assert kept.email == "ama@exemple.fr"
    assert JournalEntry.objects.filter(type="registration.address_added").count() == 1


def test_somebody_let_in_by_mistake_is_no_longer_counted(cafe, coordinator, morning):
    came = walk_in(cafe=cafe, name="Ama Ndiaye", place="", by=coordinator, at=morning)
    undo(registration=came, by=coordinator, at=morning)
    cafe.refresh_from_db()
    board = Board.of(cafe, coordinator, morning)
    assert (cafe.taken, board.present, board.walk_ins, board.is_empty) == (0, 0, 0, True)


def test_absences_are_noted_after_the_end_and_taken_back(sign_up, cafe, coordinator, morning):
    here, away = sign_up("un@exemple.fr"), sign_up("deux@exemple.fr")
    check_in(registration=here, by=coordinator, at=morning)
    with pytest.raises(Refused, match="se termine"):
        mark_absent(cafe=cafe, by=coordinator, at=morning)
    assert mark_absent(cafe=cafe, by=coordinator, at=cafe.ends_at) == 1
    away.refresh_from_db()
    here.refresh_from_db()
    assert (here.state, away.state) == (ATTENDED, RegistrationState.NO_SHOW)
    assert restore_absent(cafe=cafe, by=coordinator, at=cafe.ends_at) == 1
    away.refresh_from_db()
    assert away.state == CONFIRMED
    assert JournalEntry.objects.filter(type__startswith="cafe.absences").count() == 2


def test_somebody_noted_absent_who_comes_late_is_there(sign_up, cafe, coordinator):
    registration = sign_up()
    mark_absent(cafe=cafe, by=coordinator, at=cafe.ends_at)
    assert check_in(registration=registration, by=coordinator, at=cafe.ends_at).is_new


def test_the_counts_are_heads(sign_up, cafe, coordinator, morning):
    pair = sign_up("un@exemple.fr")
    Registration.objects.filter(pk=pair.pk).update(party_size=2)
    sign_up("deux@exemple.fr")
    check_in(registration=pair, by=coordinator, at=morning)
    walk_in(cafe=cafe, name="Ama Ndiaye", place="", by=coordinator, at=morning)
    board = Board.of(cafe, coordinator, morning)
    assert (board.present, board.expected, board.walk_ins, board.still_to_come) == (3, 3, 1, 1)


def test_appointments_are_listed_by_desk_and_hour(cafes, appointment, coordinator, at):
    appointment("c@exemple.fr", desk="G2", nth=0, last_name="Caux")
    appointment("b@exemple.fr", nth=2, last_name="Auber")
    appointment("a@exemple.fr", nth=1, last_name="Bray")
    groups = Board.of(cafes[1], coordinator, at).groups
    assert [len(rows) for _, rows in groups] == [2, 1]
    assert [row.name.split()[0] for row in groups[0][1]] == ["BRAY", "AUBER"]
    assert groups[0][0].startswith("Guichet ")


@pytest.mark.django_db(transaction=True)
def test_two_telephones_at_once_agree(sign_up, cafe, coordinator, morning, in_parallel):
    registration = sign_up()

    def tap(i: int) -> bool:
        return check_in(registration=registration, by=coordinator, at=morning, key=f"t{i % 2}").is_new

    assert sorted(in_parallel(8, tap)) == [False] * 7 + [True]
    assert JournalEntry.objects.filter(type="registration.arrived").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_walk_in_at_once_is_one_person(cafe, coordinator, morning, in_parallel):
    def tap(_: int) -> bool:
        return walk_in(cafe=cafe, name="Ama Ndiaye", place="", by=coordinator, at=morning, key="a1") is not None

    assert sorted(in_parallel(6, tap)) == [False] * 5 + [True]
    assert (Registration.objects.count(), Cafe.objects.get(pk=cafe.pk).taken) == (1, 1)
