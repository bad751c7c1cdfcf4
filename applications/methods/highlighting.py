"""Search in a short text whatever its accents and case, and say where it was found: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inmp_portal.lib.folding import fold

SHORTEST_TERM = 2


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as written; `hit` when it answers a term."""

    text: str
    hit: bool


def terms_of(query: str) -> list[str]:
    """The words searched for, folded, without the mark of the plural; single letters are left out."""
    words = fold(query).replace("'", " ").split()
    bare = [word.strip('«»"()?!.,;:…') for word in words]
    return [_singular(word) for word in bare if len(word) >= SHORTEST_TERM]


def answers(text: str, terms: Sequence[str]) -> bool:
    """Does a text hold every term?"""
    folded = fold(text)
    return all(term in folded for term in terms)


def pieces(text: str, terms: Sequence[str]) -> list[Piece]:
    """The text cut where terms begin and end; joined again it is the text."""
    if not terms:
        return [Piece(text, False)] if text else []
    folded, origins = _folded_with_origins(text)
    hit = [False] * len(text)
    for term in terms:
        start = folded.find(term)
        while start != -1:
            for place in range(origins[start], origins[start + len(term) - 1] + 1):
                hit[place] = True
            start = folded.find(term, start + 1)
    cut: list[Piece] = []
    for letter, is_hit in zip(text, hit, strict=True):
        if cut and cut[-1].hit == is_hit:
            cut[-1] = Piece(cut[-1].text + letter, is_hit)
        else:
            cut.append(Piece(letter, is_hit))
    return cut


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text letter by letter, and for each letter the place it comes from (« œ » gives two)."""
    folded, origins = [], []
    for place, letter in enumerate(text):
        for part in fold(letter) or ("" if not letter.isspace() else " "):
            folded.append(part)
            origins.append(place)
    return "".join(folded), origins
