"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 6_000  # beyond, lines are compared instead: a hostile text must not cost seconds


@dataclass(frozen=True)
class Piece:
    """A run of text: `kind` is same, added or removed."""

    kind: str
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that rebuild both texts: without the added ones, `before`; without the removed ones, `after`."""
    if before == after:
        return (Piece("same", before),) if before else ()
    old, new = _cut(before), _cut(after)
    if len(old) + len(new) > _MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) + len(new) > _MOST_WORDS:
        old, new = [before], [after]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [
            Piece(kind, text) for kind, text in (("removed", "".join(old[a:b])), ("added", "".join(new[c:d]))) if text
        ]
    return tuple(pieces)


def _cut(text: str) -> list[str]:
    """Words with the space before them: fewer pieces, and a space alone never counts as common ground."""
    found: list[str] = []
    for token in _WORDS.findall(text):
        if found and found[-1].isspace():
            found[-1] += token
        else:
            found.append(token)
    return found
