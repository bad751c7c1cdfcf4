"""What changed between two texts: word by word, or one text in the place of the other when little is common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_RUN = 3  # words in a row: fewer are met in any two French texts, and say nothing of a common origin
_COMMON = 0.4  # the share of the shorter text found in the other, below which the one replaces the other
_MOST_WORDS = 6_000  # beyond, lines are compared instead: a hostile text must not cost seconds


@dataclass(frozen=True)
class Piece:
    """A run of text: `kind` is same, added or removed."""

    kind: str
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that rebuild both texts: without the added ones, `before`; without the removed ones, `after`.

    A text written anew gives two pieces, the one removed and the one added: word by word it could not be read.
    """
    if before == after:
        return (Piece("same", before),) if before else ()
    old, new = _cut(before), _cut(after)
    if len(old) + len(new) > _MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) + len(new) > _MOST_WORDS:
        old, new = [before], [after]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    if before and after and _is_rewritten(old, new, [old[a:b] for tag, a, b, *_ in steps if tag == "equal"]):
        return Piece("removed", before), Piece("added", after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in steps:
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [
            Piece(kind, text) for kind, text in (("removed", "".join(old[a:b])), ("added", "".join(new[c:d]))) if text
        ]
    return tuple(pieces)


def _is_rewritten(old: list[str], new: list[str], alike: list[list[str]]) -> bool:
    """Is too little of the shorter text left, in runs long enough to be read?"""
    shorter = min(_words(old), _words(new))
    least = min(_RUN, max(shorter // 2, 1))  # of a few words, each one counts
    kept = sum(words for run in alike if (words := _words(run)) >= least)
    return kept < _COMMON * shorter


def _words(pieces: list[str]) -> int:
    """How many of the pieces are words, or hold some: marks alone are everywhere."""
    return sum(1 for piece in pieces if any(sign.isalnum() for sign in piece))


def _cut(text: str) -> list[str]:
    """Words with the space before them: fewer pieces, and a space alone never counts as common ground."""
    found: list[str] = []
    for token in _WORDS.findall(text):
        if found and found[-1].isspace():
            found[-1] += token
        else:
            found.append(token)
    return found
