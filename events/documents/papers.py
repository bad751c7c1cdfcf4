"""The papers of the day: the sign-in sheet and the badges. Cut into pages beforehand, so that two hundred people stay fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.template.loader import render_to_string

from events.documents.styles import assets
from events.models import Cafe
from events.queries.day.badges import Badge
from events.queries.day.board import Board

FIRST_PAGE, PAGE, BLANK = 20, 26, 14  # lines of the sheet
ON_A_SHEET = 10  # badges of 90 × 54 mm

T = TypeVar("T")
Document = tuple[str, Mapping[str, bytes]]


def sheet_document(cafe: Cafe, board: Board, at: datetime) -> Document:
    """The sign-in sheet: everybody expected, then apart those who came without signing up, and empty lines for the next."""
    first = FIRST_PAGE
    groups = []
    for heading, rows in board.groups:
        expected = [row for row in rows if not row.is_walk_in]
        if expected:
            groups.append((heading, list(cut(expected, PAGE, first))))
            first = PAGE
    walk_ins = [row for _, rows in board.groups for row in rows if row.is_walk_in]
    others = [*walk_ins, *[None] * BLANK]
    context = {
        "cafe": cafe, "groups": groups, "others": list(cut(others, PAGE)), "has_hours": not cafe.is_open_session,
        "produced_at": at,
    }  # fmt: skip
    return render_to_string("events/pdf/sign_in_sheet.html", context), assets("sign_in")


def badges_document(cafe: Cafe, badges: Sequence[Badge], at: datetime) -> Document:
    """Badges on A4 sheets of ten labels, in the order of names."""
    context = {"cafe": cafe, "sheets": list(cut(badges, ON_A_SHEET)), "produced_at": at}
    return render_to_string("events/pdf/badges.html", context), assets("badges")


def cut(rows: Sequence[T], size: int, first: int = 0) -> Iterator[Sequence[T]]:
    """Pieces of `size`, the first one of `first` when it is given; nothing for nothing."""
    start, end = 0, first or size
    while start < len(rows):
        yield rows[start:end]
        start, end = end, end + size
