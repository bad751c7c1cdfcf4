"""Wishes assigned all at once: against every assignment there is, for up to seven people."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.methods.wishes import Person, assign, reassign

SLOTS = ("G1 8:00", "G1 8:15", "G2 8:00", "G2 8:15")


@st.composite
def crowds(draw: st.DrawFn, most: int = 7) -> list[Person]:
    names = "abcdefg"[: draw(st.integers(0, most))]
    ordered = st.lists(st.sampled_from(SLOTS), unique=True, max_size=3).map(tuple)
    return [Person(name, draw(ordered), draw(st.frozensets(st.sampled_from(SLOTS), max_size=2))) for name in names]


def every_assignment(people):
    """All the ways to place people on distinct slots they accept: (left out, sum of ranks, ranks in order of arrival)."""
    for chosen in product(*([None, *person.costs()] for person in people)):
        taken = [slot for slot in chosen if slot]
        if len(taken) == len(set(taken)):
            ranks = [p.costs()[slot] if slot else 99 for p, slot in zip(people, chosen, strict=True)]
            yield chosen.count(None), sum(rank for rank in ranks if rank < 99), ranks


@given(crowds())
@settings(max_examples=60, deadline=None)
def test_nothing_better_exists_and_ties_go_to_who_came_first(people):
    done = assign(people, SLOTS)
    ranks = [p.costs()[done.places[p.key]] if p.key in done.places else 99 for p in people]
    assert (len(done.unassigned), done.cost, ranks) == min(every_assignment(people))


@given(crowds(), st.data())
@settings(max_examples=60, deadline=None)
def test_one_person_a_slot_locks_kept_and_everybody_told(people, data):
    names = data.draw(st.lists(st.sampled_from([p.key for p in people]), unique=True, max_size=3)) if people else []
    locked = dict(zip(names, data.draw(st.permutations(SLOTS)), strict=False))
    done = assign(people, SLOTS, locked=locked)
    assert len(set(done.places.values())) == len(done.places)
    assert locked.items() <= done.places.items()
    assert sorted([*done.places, *done.unassigned]) == sorted(p.key for p in people)
    assert all(slot in p.costs() for p in people if (slot := done.places.get(p.key)) and p.key not in locked)


@given(crowds(), st.sampled_from(["G1", "G2"]))
@settings(max_examples=40, deadline=None)
def test_when_an_expert_is_ill_the_others_do_not_move(people, ill):
    before = assign(people, SLOTS).places
    gone = {slot for slot in SLOTS if slot.startswith(ill)}
    after = reassign(people, SLOTS, current=before, gone=gone)
    assert not gone & set(after.places.values())
    assert {key: slot for key, slot in before.items() if slot not in gone}.items() <= after.places.items()


def test_who_came_first_gets_the_slot_that_two_want_alike():
    first, second = Person("first", ("G1 8:00", "G1 8:15")), Person("second", ("G1 8:00", "G1 8:15"))
    assert assign([first, second], SLOTS).places == {"first": "G1 8:00", "second": "G1 8:15"}
    assert assign([second, first], SLOTS).places == {"second": "G1 8:00", "first": "G1 8:15"}


def test_coming_first_does_not_leave_somebody_else_out():
    flexible, strict = Person("flexible", ("G1 8:00", "G1 8:15")), Person("strict", ("G1 8:00",))
    assert assign([flexible, strict], SLOTS).places == {"flexible": "G1 8:15", "strict": "G1 8:00"}


def test_who_finds_no_slot_is_named_in_order_of_arrival():
    crowd = [Person(name, ("G1 8:00",)) for name in ("c", "a", "b")]
    done = assign(crowd, SLOTS)
    assert (done.places, done.unassigned) == ({"c": "G1 8:00"}, ("a", "b"))


@pytest.mark.parametrize(
    "locked", [{"a": "G1 8:00", "b": "G1 8:00"}, {"nobody": "G1 8:00"}, {"a": "no such slot"}], ids=str
)
def test_locks_that_cannot_hold_are_an_error(locked):
    with pytest.raises(ValueError, match="lock"):
        assign([Person("a"), Person("b")], SLOTS, locked=locked)


def test_the_same_person_twice_is_an_error():
    with pytest.raises(ValueError, match="twice"):
        assign([Person("a"), Person("a")], SLOTS)
