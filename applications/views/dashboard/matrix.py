"""Deposited dossiers by axis and by something else, as a table whose figures lead to their lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from applications.models import Axis
from applications.queries.criteria import Half
from applications.queries.dashboard import Cell

NONE = "Non précisé"


@dataclass(frozen=True)
class MatrixCell:
    count: int
    url: str


@dataclass(frozen=True)
class MatrixRow:
    label: str
    cells: list[MatrixCell]
    total: MatrixCell


@dataclass(frozen=True)
class Matrix:
    """Deposited dossiers by axis, in rows, and something else, in columns; only columns that hold something."""

    key: str
    title: str
    heads: list[str]
    rows: list[MatrixRow]
    totals: list[int]


def matrix(
    key: str, title: str, axes: Mapping[int, Axis], labels: Mapping[Any, str], found: Iterable[tuple[Cell, Any]], *,
    codes: Mapping[Any, str] | None = None,
) -> Matrix:  # fmt: skip
    """`found`: each cell with the key of its column, None when it has none; `codes` name columns that the list filters by."""
    counts: dict[tuple[int | None, Any], int] = {}
    for cell, column in found:
        place = (cell.axis, column if column in labels else None)
        counts[place] = counts.get(place, 0) + cell.count
    held = [column for column in (*labels, None) if any(at == column for _, at in counts)]
    lines: list[tuple[int | None, str]] = [(axis, f"{axes[axis].number}. {axes[axis].short_title}") for axis in axes]
    lines += [(None, NONE)] if any(axis is None for axis, _ in counts) else []
    rows = []
    for axis, label in lines:
        number = axes[axis].number if axis else None
        cells = [MatrixCell(counts.get((axis, at), 0), _listed(number, (codes or {}).get(at, ""))) for at in held]
        rows.append(MatrixRow(label, cells, MatrixCell(sum(cell.count for cell in cells), _listed(number, ""))))
    totals = [sum(counts.get((axis, at), 0) for axis, _ in lines) for at in held]
    return Matrix(key, title, [labels.get(at, NONE) if at is not None else NONE for at in held], rows, totals)


def _listed(axis: int | None, place: str) -> str:
    """The list of these very dossiers; empty when the list has no such filter."""
    if axis is None:
        return ""
    said = {"volet": Half.DEPOSITED, "axe": axis, **({"etablissement": place} if place else {})}
    return f"{reverse('applications:coordination_list')}?{urlencode(said)}"
