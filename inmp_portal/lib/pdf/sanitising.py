"""What a document must not be, and what its text must not hold, before layout begins.

Layout cost explodes on giant words, deep nesting and long tables (a 20 000-character word takes 7 s): the first is
repaired, the others are refused with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from inmp_portal.lib.pdf.bounds import Limits
from inmp_portal.lib.pdf.errors import Unfit
from inmp_portal.lib.unseen import CONTROLS, DECEIVING

_MARKS = "\u0300-\u036f\u0483-\u0489\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK_RUN = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]+")
# A line may break at these; a no-break space is part of the word.
_BREAKS = " \\t\\n\\r\\f\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_GIANT_WORD = re.compile(f"([^{_BREAKS}]{{80}})(?=[^{_BREAKS}])(?![{_MARKS}\u200d\ufe00-\ufe0f])")
# Controls, what turns the direction, non-characters. Zero-width spaces stay: a layout breaks its lines at them.
_INVISIBLE = re.compile(f"(?!\r)[{CONTROLS}{DECEIVING}\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_CELLS = frozenset({"td", "th"})
_PIECE = 500
_NOT_LAID_OUT = frozenset({"style", "script", "title", "head"})


def plain(text: str) -> str:
    """Text that UTF-8 can carry: lone surrogates become U+FFFD, pairs their character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def soften(text: str) -> str:
    """Text that can be laid out: nothing invisible or deceiving, a place to break every 80 characters."""
    text = bare(text)
    return _GIANT_WORD.sub("\\1\u200b", text) if len(text) > 80 else text


def bare(text: str) -> str:
    """Nothing invisible or deceiving; marks piled up on one letter, no more of them than any language writes."""
    return _MARK_RUN.sub(r"\1", _INVISIBLE.sub("", text))


def prepare(root: Any, limits: Limits, worded: Callable[[str], str]) -> None:
    """Word and soften the texts of a parsed document in place; `Unfit` when it is past the limits. Never recursive."""
    elements = rows = 0
    pending = [(root, 1, False)]
    while pending:
        element, depth, in_cell = pending.pop()
        elements += 1
        rows += element.tag == "tr"
        _within(elements, depth, rows, limits)
        in_cell = in_cell or element.tag in _CELLS
        pending.extend((child, depth + 1, in_cell) for child in element)
        _soften_element(element, limits, worded)
        if in_cell:
            _divide(element)


def _within(elements: int, depth: int, rows: int, limits: Limits) -> None:
    if depth > limits.depth:
        raise Unfit("too_deep")
    if rows > limits.rows:
        raise Unfit("too_many_rows")
    if elements > limits.elements:
        raise Unfit("too_large")


def _soften_element(element: Any, limits: Limits, worded: Callable[[str], str]) -> None:
    if element.tag == "title" and element.text:
        element.text = " ".join(soften(element.text).replace("\u200b", "").split())[: limits.title]
    elif element.text and element.tag not in _NOT_LAID_OUT:
        element.text = soften(worded(bare(element.text)))
    if element.tail:
        element.tail = soften(worded(bare(element.tail)))


def _divide(element: Any) -> None:
    """Cut the long text of a table cell into spans: measuring a cell costs the square of its longest text.

    60 000 characters in one cell take 100 s whole, 3 s in pieces.
    """
    if element.text and len(element.text) > _PIECE and element.tag not in _NOT_LAID_OUT:
        pieces = _pieces(element.text)
        element.text = ""
        for position, piece in enumerate(pieces):
            span = element.makeelement("span", {})
            span.text = piece
            element.insert(position, span)


def _pieces(text: str) -> list[str]:
    """Parts of at most `_PIECE` characters, cut after a space when there is one."""
    pieces = []
    while len(text) > _PIECE:
        cut = max(text.rfind(" ", _PIECE // 2, _PIECE), text.rfind("\u200b", _PIECE // 2, _PIECE)) + 1 or _PIECE
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]
