"""How many things happened each day, as a drawing: one column a day, from the first to the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from inmp_portal.lib.french import NO_BREAK, day

WIDTH, HEIGHT, _BASE, _TOP, _WIDEST = 640, 180, 28, 20, 28
MOST_DAYS = 200  # beyond, the columns would be thinner than three units


@dataclass(frozen=True)
class Column:
    """One day. `figure` is empty where it would run into its neighbour's."""

    on: date
    count: int
    x: float
    y: float
    width: float
    height: float
    figure: str
    label: str
    anchor: str = "middle"  # the first and the last words stay inside the drawing

    @property
    def middle(self) -> float:
        return {"start": self.x, "end": self.x + self.width}.get(self.anchor, round(self.x + self.width / 2, 1))

    @property
    def above(self) -> float:
        return self.y - 5


@dataclass(frozen=True)
class Columns:
    columns: tuple[Column, ...]
    total: int

    width, height, base, foot = WIDTH, HEIGHT, HEIGHT - _BASE, HEIGHT - 8

    @property
    def told(self) -> tuple[Column, ...]:
        """The days on which something happened, for the table."""
        return tuple(column for column in self.columns if column.count)

    @property
    def description(self) -> str:
        """What the drawing shows, for those who do not see it."""
        return ", ".join(f"{day(column.on)}{NO_BREAK}: {column.count}" for column in self.told)


def draw(counts: Mapping[date, int]) -> Columns | None:
    """`counts`: how many on each day that had any. None when there is nothing to draw."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    if (last - first).days >= MOST_DAYS:
        first = last - timedelta(days=MOST_DAYS - 1)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    most, step = max(counts.values()), WIDTH / len(days)
    width = round(min(step * 0.8, _WIDEST), 1)
    room = HEIGHT - _BASE - _TOP
    columns = []
    for place, on in enumerate(days):
        count = counts.get(on, 0)
        height = round(room * count / most, 1)
        columns.append(
            Column(
                on,
                count,
                round(place * step + (step - width) / 2, 1),
                HEIGHT - _BASE - height,
                width,
                height,
                str(count) if count and (step >= 16 or count == most) else "",
                f"{on.day}/{on.month:02d}" if _is_labelled(place, len(days), step) else "",
                _anchor(place, len(days), step),
            )
        )
    return Columns(tuple(columns), sum(counts.values()))


def _is_labelled(place: int, many: int, step: float) -> bool:
    """The first, the last, and between them as many as there is room for."""
    every = max(1, round(56 / step))
    return place == many - 1 or (place % every == 0 and many - 1 - place >= every)


def _anchor(place: int, many: int, step: float) -> str:
    if step >= 40:
        return "middle"
    return {0: "start", many - 1: "end"}.get(place, "middle")
