"""Questions that ask the same thing, put together so that one answer serves them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from events.methods.reading.words import stems

ALIKE = 0.6  # cosine from which two questions are the same: three words in five shared


@dataclass(frozen=True)
class Group:
    """Keys of questions that ask the same, in order; `common` are the stems that all of them hold, in order."""

    keys: tuple[str, ...]
    common: tuple[str, ...]


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Cosine of two sets of stems, 0 to 1: shared stems over the geometric mean of their numbers (Ochiai 1957)."""
    if not first or not second:
        return 0.0
    return len(first & second) / sqrt(len(first) * len(second))


def grouped(questions: Iterable[tuple[str, str]], *, alike: float = ALIKE) -> list[Group]:
    """Groups of (key, text), each question in exactly one; a question alone of its kind is a group of one.

    Two questions of a group are always alike (complete linkage): a chain of small differences never joins two
    questions that need two answers. Keys are taken in order, so that the order of `questions` changes nothing.
    """
    groups: list[dict[str, frozenset[str]]] = []
    for key, text in sorted(questions):
        said = frozenset(stems(text))
        nearest = max(groups, key=lambda group: _farthest(said, group), default=None)
        if nearest is not None and _farthest(said, nearest) >= alike:
            nearest[key] = said
        else:
            groups.append({key: said})
    return [Group(tuple(group), tuple(sorted(frozenset.intersection(*group.values())))) for group in groups]


def _farthest(said: frozenset[str], group: dict[str, frozenset[str]]) -> float:
    return min(likeness(said, other) for other in group.values())
