"""Search in a short text whatever its accents and case, and say where it was found: pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inmp_portal.lib.folding import fold

SHORTEST_TERM = 2
_SHORTEST_STEM = 4
# What a search is phrased with and no answer is about; folded.
_EMPTY = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "comment",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "faut",
        "il",
        "ils",
        "je",
        "la",
        "le",
        "les",
        "leur",
        "ma",
        "mes",
        "mon",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ou",
        "par",
        "pas",
        "peut",
        "pour",
        "puis",
        "quand",
        "que",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "qui",
        "quoi",
        "sa",
        "se",
        "ses",
        "son",
        "sont",
        "sur",
        "t",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
    ]
)
_ENDINGS = (
    "ations",
    "ation",
    "ements",
    "ement",
    "euses",
    "euse",
    "eurs",
    "eur",
    "ees",
    "ee",
    "er",
    "ez",
    "es",
    "e",
    "s",
    "x",
)


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as written; `hit` when it answers a term."""

    text: str
    hit: bool


def terms_of(query: str) -> list[str]:
    """What words begin with, folded and without their endings; single letters and the words that only link are left out.

    A question made of nothing else is searched for as it is.
    """
    words = re.split(r"[\s'’-]+", fold(query))
    bare = [word.strip('«»"()?!.,;:…') for word in words]
    long = [word for word in bare if len(word) >= SHORTEST_TERM]
    return [_stem(word) for word in ([word for word in long if word not in _EMPTY] or long)]


def answers(text: str, terms: Sequence[str]) -> bool:
    """Does a word of the text begin with each term? « visa » is not found in « envisagé »."""
    folded = fold(text)
    return all(_starts(term).search(folded) for term in terms)


def pieces(text: str, terms: Sequence[str]) -> list[Piece]:
    """The text cut where terms begin and end; joined again it is the text."""
    if not terms:
        return [Piece(text, False)] if text else []
    folded, origins = _folded_with_origins(text)
    hit = [False] * len(text)
    for term in terms:
        for found in _starts(term).finditer(folded):
            for place in range(origins[found.start()], origins[found.end() - 1] + 1):
                hit[place] = True
    cut: list[Piece] = []
    for letter, is_hit in zip(text, hit, strict=True):
        if cut and cut[-1].hit == is_hit:
            cut[-1] = Piece(cut[-1].text + letter, is_hit)
        else:
            cut.append(Piece(letter, is_hit))
    return cut


def _starts(term: str) -> re.Pattern[str]:
    """Whole words that begin so."""
    return re.compile(rf"(?<!\w){re.escape(term)}\w*")


def _stem(word: str) -> str:
    """« déposer », « déposez » and « déposés » all begin with « depos »."""
    fits = (ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM)
    return word.removesuffix(next(fits, ""))


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text letter by letter, and for each letter the place it comes from (« œ » gives two)."""
    folded, origins = [], []
    for place, letter in enumerate(text):
        for part in fold(letter) or ("" if not letter.isspace() else " "):
            folded.append(part)
            origins.append(place)
    return "".join(folded), origins
