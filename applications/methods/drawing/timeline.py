"""The timeline of a call as positions on a line: pure, the same for the page and for a PDF.

Steps stand in proportion to time, pushed apart just enough for their labels to be read: the least displacement that
keeps their order and a gap between neighbours (isotonic regression by pooling adjacent violators).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

LABEL_WIDTH = 18  # characters a line
CHARACTER = 7.4  # of a label, in drawing units at 15 units a letter
SPACE = 20.0  # between two labels
CLEAR = 26.0  # between the present instant and a step
AXIS, LINE = 66.0, 19.0  # where the line lies, and from one line of a label to the next


@dataclass(frozen=True)
class Step:
    """One date of the call; `when` is its public wording, such as « Mardi 27 mai 2025, 8 h – 10 h »."""

    code: str
    when: str
    label: str
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Mark:
    """A step on the drawing; `state` is past, current (now within its period), next or future."""

    code: str
    when: str
    label: str
    when_lines: tuple[str, ...]
    label_lines: tuple[str, ...]
    x: float
    state: str
    is_period: bool


@dataclass(frozen=True)
class Timeline:
    width: float
    left: float
    right: float
    marks: tuple[Mark, ...]
    now_x: float
    now_at: int  # how many marks lie behind the present instant
    height: float

    @property
    def now_anchor(self) -> str:
        """Where the word « Aujourd’hui » hangs, so that it stays inside the drawing."""
        if self.now_x < 45:
            return "start"
        return "end" if self.now_x > self.width - 45 else "middle"

    @property
    def description(self) -> str:
        """The drawing in a sentence."""
        return " ; ".join(f"{mark.when} : {mark.label}" for mark in self.marks)


def timeline(steps: Sequence[Step], at: datetime, *, width: float = 1080.0) -> Timeline | None:
    """Place the steps and the present instant on a line of `width` units; None when there is nothing to place."""
    if not steps:
        return None
    instants = anchors(steps)
    texts = [(_lines(short_when(step.when)), _lines(step.label)) for step in steps]
    breadths = [max(len(line) for part in text for line in part) * CHARACTER for text in texts]
    left, right = breadths[0] / 2, width - breadths[-1] / 2
    gaps = [(one + two) / 2 + SPACE for one, two in pairwise(breadths)]
    places = spread(_proportional(instants, left, right), gaps, left, right)
    states = _states(steps, instants, at)
    marks = tuple(
        Mark(step.code, short_when(step.when), step.label, *text, round(x, 1), state, step.ends_at is not None and _days(step) > 1)
        for step, text, x, state in zip(steps, texts, places, states, strict=True)
    )  # fmt: skip
    behind = sum(state in {"past", "current"} for state in states)
    tallest = max(len(when) + len(label) for when, label in texts)
    now_x = now_place(instants, places, at)
    return Timeline(width, round(places[0], 1), round(places[-1], 1), marks, now_x, behind, AXIS + 22 + LINE * tallest)


def anchors(steps: Sequence[Step]) -> list[datetime]:
    """The instant at which each step is drawn: its beginning, or its end when it begins before the step it follows."""
    drawn: list[datetime] = []
    for step in steps:
        instant = step.starts_at
        if drawn and instant < drawn[-1]:
            instant = max(step.ends_at or instant, drawn[-1])
        drawn.append(instant)
    return drawn


def spread(wanted: Sequence[float], gaps: Sequence[float], left: float, right: float) -> list[float]:
    """Nearest places to `wanted` (least squares) that keep order and gaps within [left, right].

    When the gaps together are wider than the line they shrink in proportion.
    """
    room, asked = right - left, sum(gaps)
    scale = min(1.0, room / asked) if asked else 1.0
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap * scale)
    pools: list[list[float]] = []  # [sum, count], with means that never decrease
    for place, offset in zip(wanted, offsets, strict=True):
        pools.append([place - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += count
    means = [total / count for total, count in pools for _ in range(int(count))]
    highest = right - offsets[-1]
    return [min(max(mean, left), highest) + offset for mean, offset in zip(means, offsets, strict=True)]


def now_place(instants: Sequence[datetime], places: Sequence[float], at: datetime) -> float:
    """The present instant between its two neighbours, clear of both; at either end when it lies outside."""
    if at <= instants[0]:
        return round(places[0], 1)
    for (one, left), (two, right) in pairwise(zip(instants, places, strict=True)):
        if one <= at < two:
            place = left + (right - left) * ((at - one) / (two - one))
            aside = min(CLEAR, (right - left) / 2)
            return round(min(max(place, left + aside), right - aside), 1)
    return round(places[-1], 1)


def short_when(when: str) -> str:
    """The date without its weekday, its year and its hours: « Mardi 27 mai 2025, 8 h – 10 h » gives « 27 mai »."""
    bare = re.sub(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) ", "", when.split(",")[0], flags=re.I)
    return re.sub(r" \d{4}$", "", bare)


def _proportional(instants: Sequence[datetime], left: float, right: float) -> list[float]:
    span = (instants[-1] - instants[0]).total_seconds() or 1.0
    return [left + (right - left) * (instant - instants[0]).total_seconds() / span for instant in instants]


def _states(steps: Sequence[Step], instants: Sequence[datetime], at: datetime) -> list[str]:
    states, seen_next = [], False
    for step, instant in zip(steps, instants, strict=True):
        if (step.ends_at or instant) < at:
            states.append("past")
        elif instant <= at:
            states.append("current")
        else:
            states.append("future" if seen_next else "next")
            seen_next = True
    return states


def _days(step: Step) -> int:
    return ((step.ends_at or step.starts_at).date() - step.starts_at.date()).days + 1


@lru_cache(maxsize=256)  # a call has a dozen labels, read on each page view
def _lines(text: str) -> tuple[str, ...]:
    """The text in as few lines as fit, of lengths as even as they can be."""

    def wrapped(width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)

    fewest = len(wrapped(LABEL_WIDTH))
    return tuple(next(lines for width in range(1, LABEL_WIDTH + 1) if len(lines := wrapped(width)) == fewest))
