"""Horizontal bars as a drawing: where each label, bar and figure stands, in the units of its SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from inmp_portal.lib.french import NO_BREAK

WIDTH, _ROW, _FIGURES = 480, 46, 90


class Share(Protocol):
    """What a bar stands for: `count` things, `share` of all of them, 0 to 1."""

    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def share(self) -> float: ...


@dataclass(frozen=True)
class Bar:
    """One answer: its words, how many, and « 12 · 40 % »; `y` is the top of its row."""

    label: str
    count: int
    figures: str
    y: int
    width: int

    @property
    def text_x(self) -> int:
        return self.width + 8


@dataclass(frozen=True)
class Bars:
    """`key` names the drawing in the page; `note` says what is counted, `unit` heads the figures of its table."""

    key: str
    title: str
    head: str
    note: str
    bars: tuple[Bar, ...]
    unit: str = "Personnes"

    width = WIDTH
    room = WIDTH - _FIGURES  # of the longest bar

    @property
    def height(self) -> int:
        return max(len(self.bars), 1) * _ROW

    @property
    def is_empty(self) -> bool:
        return not any(bar.count for bar in self.bars)

    @property
    def description(self) -> str:
        """What the drawing shows, for those who do not see it."""
        return ", ".join(f"{bar.label}{NO_BREAK}: {bar.count}" for bar in self.bars)


def bars_of(
    key: str, title: str, head: str, shares: Sequence[Share], *, note: str = "", percent: bool = True,
    unit: str = "Personnes",
) -> Bars:  # fmt: skip
    """The drawing of shares, the longest bar for the largest number."""
    most = max((share.count for share in shares), default=0) or 1
    drawn = tuple(
        Bar(
            share.label,
            share.count,
            f"{share.count} · {round(100 * share.share)}{NO_BREAK}%" if percent else str(share.count),
            n * _ROW,
            round(Bars.room * share.count / most),
        )
        for n, share in enumerate(shares)
    )
    return Bars(key, title, head, note, drawn, unit)
