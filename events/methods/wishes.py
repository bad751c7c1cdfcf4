"""Appointments given all at once: everybody's wishes against the slots, at the smallest total cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import inf


@dataclass(frozen=True)
class Person:
    """`wishes` are slots from the most to the least wanted; `possible` are accepted without preference.

    A slot in neither is refused; one in both counts as wished.
    """

    key: str
    wishes: tuple[str, ...] = ()
    possible: frozenset[str] = frozenset()

    def costs(self) -> dict[str, int]:
        """0 for the first wish, 1 for the second…; what is only possible costs one more than the last wish."""
        ranks = dict.fromkeys(self.possible, len(self.wishes))
        return ranks | {slot: rank for rank, slot in reversed(list(enumerate(self.wishes)))}


@dataclass(frozen=True)
class Assignment:
    """`places[person] = slot`; `unassigned` in order of arrival; `cost` is the sum of the ranks of those placed."""

    places: dict[str, str] = field(default_factory=dict)
    unassigned: tuple[str, ...] = ()
    cost: int = 0


def assign(people: Sequence[Person], slots: Iterable[str], *, locked: Mapping[str, str] | None = None) -> Assignment:
    """Serve as many people as can be, then at the smallest sum of ranks, then first come first served.

    `people` stand in order of arrival: among the assignments that serve as many at the same sum, the first person
    gets her best rank, then the second, and so on. `locked` pairs are kept whatever was wished, and their slots
    leave the others. ValueError when two locks share a slot, or when a lock names an unknown person or slot.
    """
    locked, free = dict(locked or {}), sorted(set(slots))
    _check(people, free, locked)
    waiting = [person for person in people if person.key not in locked]
    options = {person.key: _options(person, set(free) - set(locked.values())) for person in waiting}
    given = _by_arrival(options)
    costs = {person.key: person.costs() for person in people}
    return Assignment(
        places=locked | given,
        unassigned=tuple(person.key for person in waiting if person.key not in given),
        cost=sum(costs[key][slot] for key, slot in given.items()),
    )


def reassign(
    people: Sequence[Person], slots: Iterable[str], *, current: Mapping[str, str], gone: AbstractSet[str]
) -> Assignment:
    """An expert is ill: her slots are `gone`; who stood there is placed again, everybody else keeps their slot."""
    left = [slot for slot in slots if slot not in gone]
    return assign(people, left, locked={key: slot for key, slot in current.items() if slot not in gone})


def _check(people: Sequence[Person], slots: Sequence[str], locked: Mapping[str, str]) -> None:
    keys = [person.key for person in people]
    if len(set(keys)) < len(keys):
        raise ValueError("somebody stands twice in the list")
    if len(set(locked.values())) < len(locked):
        raise ValueError("two locks share a slot")
    if set(locked) - set(keys) or set(locked.values()) - set(slots):
        raise ValueError("a lock names an unknown person or slot")


Options = Mapping[str, Mapping[str, int]]  # by person, in order of arrival: the rank of each slot that is accepted


def _options(person: Person, free: AbstractSet[str]) -> dict[str, int]:
    return {slot: cost for slot, cost in person.costs().items() if slot in free}


def _by_arrival(options: Options) -> dict[str, str]:
    """Of the best assignments, the one of the tie rule: each in turn is held to the best rank that costs nothing more.

    A rank is held, not a slot: which of two slots of one rank it is may still matter to who comes later.
    """
    held, served = dict(options), set[str]()
    best, _ = _solve(held, served)
    for key, choice in options.items():
        for rank in sorted(set(choice.values())):
            tried = held | {key: {slot: cost for slot, cost in choice.items() if cost == rank}}
            if _solve(tried, served | {key})[0] == best:
                held, served = tried, served | {key}
                break
        else:
            held[key] = {}
    return _solve(held, served)[1]


def _solve(options: Options, served: AbstractSet[str]) -> tuple[tuple[int, int], dict[str, str]]:
    """((people left out, sum of ranks), places) of a best assignment of people to their options.

    Jonker-Volgenant on people × (slots, then one seat outside each). A seat outside costs more than all ranks together;
    for those who must be `served`, more than all seats outside, so that the count tells when they cannot be.
    """
    # Late: scipy takes seconds to load and the web process stays light; wishes are assigned by a task.
    from scipy.optimize import linear_sum_assignment

    if not options:
        return (0, 0), {}
    people, slots = list(options), sorted({slot for choice in options.values() for slot in choice})
    outside = 1 + sum(max(choice.values(), default=0) for choice in options.values())
    seats = [outside * (len(people) + 1 if key in served else 1) for key in people]
    matrix = [
        [*(float(options[key].get(slot, inf)) for slot in slots),
         *(float(seats[row]) if row == column else inf for column in range(len(people)))]
        for row, key in enumerate(people)
    ]  # fmt: skip
    chosen = [int(column) for column in linear_sum_assignment(matrix)[1]]  # one column a row, in order
    places = {key: slots[column] for key, column in zip(people, chosen, strict=True) if column < len(slots)}
    total = sum(int(matrix[row][column]) for row, column in enumerate(chosen))
    return divmod(total, outside), places
