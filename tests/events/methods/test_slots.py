"""Slots of a day: what a plan gives, why one is refused, and what regenerating does to the rows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.methods.slots import Break, Existing, Plan, Planned, generate, merge, overlap, problems
from inmp_portal.lib.clock import PARIS

DAY = date(2025, 6, 23)
MORNING = Plan(DAY, time(8), time(10), minutes=15, desks=("G1", "G2", "G3", "G4"))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 6, 23, hour, minute, tzinfo=PARIS)


def row(desk: str, start: datetime, minutes: int = 15, *, booked: bool = False) -> Existing:
    return Existing(desk, start, start + timedelta(minutes=minutes), is_booked=booked)


def test_the_morning_of_23_june_has_32_appointments():
    slots = generate(MORNING)
    assert len(slots) == 32
    assert slots[0] == Planned("G1", at(8), at(8, 15))
    assert slots[0].starts_at.isoformat() == "2025-06-23T08:00:00+02:00"
    assert slots[-1] == Planned("G4", at(9, 45), at(10))


def test_buffer_and_break_move_what_follows():
    plan = replace(MORNING, desks=("G1",), buffer=5, breaks=(Break(time(8, 50), time(9, 5)),))
    starts = [slot.starts_at for slot in generate(plan)]
    assert starts == [at(8), at(8, 20), at(9, 5), at(9, 25), at(9, 45)]


def test_a_night_of_changing_hour_keeps_its_minutes():
    plan = Plan(date(2025, 10, 26), time(1), time(4), minutes=60, desks=("G1",))
    assert len(generate(plan)) == 4  # 26 October has 25 hours
    assert len(generate(replace(plan, day=date(2025, 3, 30)))) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"minutes": 0}, "La durée d’un créneau doit être d’au moins une minute."),
        ({"minutes": 241}, "La durée d’un créneau ne peut pas dépasser 240 minutes."),
        ({"buffer": -5}, "L’intervalle entre deux créneaux ne peut pas être négatif."),
        ({"closes": time(8)}, "La fin (8 h) doit suivre le début (8 h)."),
        ({"desks": ()}, "Choisissez au moins un guichet."),
        ({"desks": ("G1", "G1")}, "Un guichet est choisi deux fois."),
        (
            {"breaks": (Break(time(9, 50), time(10, 5)),)},
            "La pause de 9 h 50 à 10 h 05 sort de la plage de 8 h à 10 h.",
        ),
        ({"breaks": (Break(time(9), time(9)),)}, "La pause de 9 h à 9 h finit avant de commencer."),
        ({"breaks": (Break(time(9), time(9, 20)), Break(time(9, 10), time(9, 30)))}, "Deux pauses se chevauchent."),
        ({"minutes": 121}, "Aucun créneau ne tient dans cette plage avec ces pauses."),
    ],
)
def test_a_plan_that_cannot_work_is_explained(change, told):
    plan = replace(MORNING, **change)
    assert [sentence.replace("\u00a0", " ") for sentence in problems(plan)] == [told]
    with pytest.raises(ValueError, match=re.escape(problems(plan)[0])):
        generate(plan)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of the coordination that can be generated: a morning to a whole day, with one break or none."""
    opens, minutes = draw(st.integers(6 * 60, 11 * 60)), draw(st.integers(5, 60))
    closes = opens + draw(st.integers(2 * minutes, 8 * 60))
    breaks = ()
    if draw(st.booleans()):
        begins = draw(st.integers(opens + minutes, closes - 1))
        breaks = (Break(clock_time(begins), clock_time(draw(st.integers(begins + 1, closes)))),)
    day = draw(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
    plan = Plan(day, clock_time(opens), clock_time(closes), minutes, ("G1", "G2"), draw(st.integers(0, 30)), breaks)
    assert problems(plan) == []
    return plan


def clock_time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


@given(plans())
@settings(deadline=None)
def test_slots_lie_within_the_range_outside_breaks_and_never_overlap(plan):
    slots = generate(plan)
    for slot in slots:
        assert plan.opens <= slot.starts_at.time() < slot.ends_at.time() <= plan.closes
        assert slot.ends_at - slot.starts_at == timedelta(minutes=plan.minutes)
        assert all(slot.ends_at.time() <= b.begins or slot.starts_at.time() >= b.ends for b in plan.breaks)
    for before, after in pairwise(slot for slot in slots if slot.desk == "G1"):
        assert after.starts_at - before.ends_at >= timedelta(minutes=plan.buffer)


def test_regenerating_the_same_plan_changes_nothing():
    rows = [Existing(slot.desk, slot.starts_at, slot.ends_at, is_booked=True) for slot in generate(MORNING)]
    done = merge(rows, generate(MORNING))
    assert (len(done.keep), done.add, done.remove, done.stuck, done.blocked) == (32, (), (), (), ())


def test_a_booked_slot_that_is_no_longer_wanted_is_told_and_blocks_what_overlaps_it():
    booked, free = row("G1", at(8), booked=True), row("G1", at(8, 15))
    wanted = generate(Plan(DAY, time(8, 10), time(8, 50), minutes=20, desks=("G1",)))
    done = merge([booked, free], wanted)
    assert done.stuck == (booked,)
    assert done.remove == (free,)
    assert done.blocked == (Planned("G1", at(8, 10), at(8, 30)),)
    assert done.add == (Planned("G1", at(8, 30), at(8, 50)),)


@given(plans(), plans(), st.data())
@settings(deadline=None)
def test_after_a_merge_no_desk_receives_two_persons_and_no_booking_is_lost(before, after, data):
    after = replace(after, day=before.day)
    rows = [
        Existing(slot.desk, slot.starts_at, slot.ends_at, is_booked=data.draw(st.booleans()))
        for slot in generate(before)[:12]
    ]
    wanted = generate(after)
    done = merge(rows, wanted)
    left = [*done.keep, *done.stuck, *done.add]
    assert sorted([*done.keep, *done.remove, *done.stuck]) == sorted(rows)
    assert not any(gone.is_booked for gone in done.remove)
    assert not any(overlap(a, b) for i, a in enumerate(left) for b in left[i + 1 :])
    assert len(done.add) + len(done.keep) + len(done.blocked) == len(wanted)
