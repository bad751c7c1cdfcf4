"""The calendar of a project as a drawing: where each bar, tick and label stands. The templates only write it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

WIDTH = 620
_LABELS = 200  # width kept for the titles
_ROW = 40
_HEAD = 34
_LETTERS = 30  # letters of a title on one line of its column
_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@dataclass(frozen=True)
class Step:
    """A milestone: months count from 1, both included; `team` is its label."""

    title: str
    start: int
    end: int
    team: str = ""
    deliverable: str = ""


@dataclass(frozen=True)
class Bar:
    step: Step
    lines: tuple[tuple[int, str], ...]  # (y, text): the title on one or two lines
    x: float
    y: float
    width: float
    text: str  # « mois 4 à 13 »
    text_x: float
    text_anchor: str


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Gantt:
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    bottom: int


def draw(steps: Sequence[Step], months: int, first_month: str = "") -> Gantt:
    """Place the steps on `months` columns. `first_month` ("2026-01") names the ticks, otherwise « M1 », « M4 »…

    A step that ends after the last month widens the drawing rather than leaving it.
    """
    months = max([months, *(step.end for step in steps), 1])
    column = (WIDTH - _LABELS) / months
    every = 3 if months <= 24 else 6
    ticks = tuple(
        Tick(round(_LABELS + column * month, 1), _month_label(month, first_month)) for month in range(0, months, every)
    )
    bars = tuple(_bar(place, step, column) for place, step in enumerate(steps))
    height = _HEAD + _ROW * len(steps) + 6
    return Gantt(WIDTH, height, _LABELS, bars, ticks, height - 6)


def _bar(place: int, step: Step, column: float) -> Bar:
    top = _HEAD + _ROW * place
    lines = wrap(step.title, _LETTERS, max_lines=2, placeholder="…") or ["—"]
    first = top + (25 if len(lines) == 1 else 17)
    start, end = min(step.start, step.end), max(step.start, step.end)
    x, width = _LABELS + column * (start - 1), column * (end - start + 1)
    text = f"mois {start}" if start == end else f"mois {start} à {end}"
    outside = x + width + 6 + 6.5 * len(text) < WIDTH
    return Bar(
        step, tuple((first + 16 * n, line) for n, line in enumerate(lines)), round(x, 1), top + 11, round(width, 1), text,
        round(x + width + 6 if outside else x - 6, 1), "start" if outside else "end",
    )  # fmt: skip


def _month_label(month: int, first_month: str) -> str:
    try:
        year, number = (int(part) for part in first_month.split("-"))
    except ValueError:
        return f"M{month + 1}"
    index = number - 1 + month
    return f"{_MONTHS[index % 12]} {year + index // 12}"
