"""How an amount splits, as a drawing: one bar a share, cut by year, the amount written at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 620
_LABELS = 130
_AMOUNTS = 140  # width kept for the figures
_ROW = 38
_TOP = 8
COLOURS = ("#0b6b6b", "#8a5a00", "#3c4c9c", "#8c2f5e")  # the portal's axes: readable on white, told apart in grey


@dataclass(frozen=True)
class Part:
    """One segment of a bar: what it is, how much, where."""

    label: str
    amount: Decimal
    x: float
    width: float
    colour: str


@dataclass(frozen=True)
class Share:
    label: str
    amount: Decimal
    percent: int
    y: int
    parts: tuple[Part, ...]
    end: float  # x where the last segment ends


@dataclass(frozen=True)
class Shares:
    width: int
    height: int
    left: int
    shares: tuple[Share, ...]
    total: Decimal
    legend: tuple[tuple[str, str], ...]  # (label, colour) of each kind of segment


def draw(rows: Sequence[tuple[str, Sequence[tuple[str, Decimal]]]]) -> Shares:
    """`rows`: (label, [(part label, amount), …]); parts come in the same order everywhere. Amounts are ≥ 0."""
    sums = [sum((amount for _, amount in parts), Decimal(0)) for _, parts in rows]
    total, highest = sum(sums, Decimal(0)), max(sums, default=Decimal(0))
    scale = (WIDTH - _LABELS - _AMOUNTS) / float(highest) if highest else 0.0
    percents = whole_percents(sums)
    shares = tuple(
        _share(place, label, parts, sums[place], percents[place], scale) for place, (label, parts) in enumerate(rows)
    )
    names = list(dict.fromkeys(label for _, parts in rows for label, _ in parts))
    legend = tuple((name, COLOURS[place % len(COLOURS)]) for place, name in enumerate(names))
    return Shares(WIDTH, _TOP * 2 + _ROW * len(rows), _LABELS, shares, total, legend)


def _share(
    place: int, label: str, parts: Sequence[tuple[str, Decimal]], amount: Decimal, percent: int, scale: float
) -> Share:
    x, drawn = float(_LABELS), []
    for number, (name, euros) in enumerate(parts):
        width = float(euros) * scale
        drawn.append(Part(name, euros, round(x, 1), round(width, 1), COLOURS[number % len(COLOURS)]))
        x += width
    return Share(label, amount, percent, _TOP + _ROW * place, tuple(drawn), round(x, 1))


def whole_percents(amounts: Sequence[Decimal]) -> list[int]:
    """Whole percents that add up to 100 (largest remainders), all 0 when there is nothing to share."""
    total = sum(amounts, Decimal(0))
    if not total:
        return [0] * len(amounts)
    exact = [amount * 100 / total for amount in amounts]
    floors = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in order[: 100 - sum(floors)]:
        floors[place] += 1
    return floors
