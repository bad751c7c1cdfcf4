"""From a question in one's own words to the themes it speaks of and the desk that can answer.

Weights of the recognised terms are added by theme, each term once; the desk is the one whose themes weigh most. Words
are compared by their folded stems, the longest phrase first; a long word with one slip counts for half.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from events.methods.reading.lexicon import FUZZY_FROM, OTHER, Lexicon, Stems, shortened
from events.methods.reading.words import is_grammar, stem, words

ENOUGH = 1.0  # weight under which nothing was recognised
ASKED = 1.5  # what is said in the sentence with the question mark counts more than what introduces it
_SLIP = 0.5
_CLAUSE = re.compile(r"[.;:,!()\n]|\bmais\b")
_SENTENCE = re.compile(r"(?<=[.!?;\n])")


@dataclass(frozen=True)
class Match:
    """A recognised term: the folded words as written, and what it weighs for each theme."""

    written: str
    weights: dict[str, float]


@dataclass(frozen=True)
class Route:
    """`themes` from the most to the least spoken of, at least one; `score` is the share (0 to 1) of the desk's weight.

    `because` are the folded words that decided, the heaviest first; `score` is 0 and `because` empty when nothing was
    recognised.
    """

    themes: tuple[str, ...]
    desk: str
    score: float
    because: tuple[str, ...]

    @property
    def theme(self) -> str:
        return self.themes[0]


def route(question: str, lexicon: Lexicon) -> Route:
    """Propose themes and a desk. A tie goes to the desk spoken of with more terms, then to the lexicon's order."""
    matches = _once(list(_matches(question, lexicon)))
    themes: defaultdict[str, float] = defaultdict(float)
    for match in matches:
        for theme, weight in match.weights.items():
            themes[theme] += weight
    weights = {desk: sum(themes.get(theme, 0) for theme in answered) for desk, answered in lexicon.desks.items()}
    if max(weights.values(), default=0) < ENOUGH:
        return Route((OTHER,), lexicon.desk_of(OTHER), 0.0, ())
    desk = max(weights, key=lambda desk: (weights[desk], len(_deciding(matches, lexicon.desks[desk]))))
    own = lexicon.desks[desk]
    ordered = sorted(themes, key=lambda theme: (theme not in own, -themes[theme], theme))
    return Route(tuple(ordered), desk, weights[desk] / sum(weights.values()), _deciding(matches, own))


def _deciding(matches: list[Match], themes: tuple[str, ...]) -> tuple[str, ...]:
    heaviest = {match.written: sum(match.weights.get(theme, 0) for theme in themes) for match in matches}
    return tuple(sorted((word for word, weight in heaviest.items() if weight), key=lambda word: -heaviest[word]))


def _once(matches: list[Match]) -> list[Match]:
    """Each term once, where it weighs most."""
    best: dict[str, Match] = {}
    for match in matches:
        known = best.get(match.written)
        if known is None or sum(match.weights.values()) > sum(known.weights.values()):
            best[match.written] = match
    return list(best.values())


def _matches(question: str, lexicon: Lexicon) -> Iterator[Match]:
    sentences = [sentence for sentence in _SENTENCE.split(question) if sentence.strip()]
    for sentence in sentences:
        factor = ASKED if len(sentences) > 1 and sentence.rstrip().endswith("?") else 1.0
        for clause in _CLAUSE.split(sentence):
            yield from _matches_in(_without_put_aside(words(clause), lexicon), lexicon, factor)


def _without_put_aside(said: list[str], lexicon: Lexicon) -> list[str]:
    """What stands before « ne porte pas sur … »: the rest of the clause is what the question is not about."""
    for place in range(len(said)):
        if any(tuple(said[place : place + len(phrase)]) == phrase for phrase in lexicon.put_aside):
            return said[:place]
    return said


def _matches_in(said: list[str], lexicon: Lexicon, factor: float) -> Iterator[Match]:
    """The longest phrase from the left, then on from behind it: « protection des données » is not « données »."""
    telling = [word for word in said if not is_grammar(word)]
    stemmed = [stem(word) for word in telling]
    place = 0
    while place < len(stemmed):
        length, weights = _at(tuple(stemmed[place : place + lexicon.longest]), lexicon)
        if weights:
            written = " ".join(telling[place : place + length])
            yield Match(written, {theme: weight * factor for theme, weight in weights.items()})
        place += length


def _at(ahead: Stems, lexicon: Lexicon) -> tuple[int, dict[str, float]]:
    """How many of the stems ahead make a term, and its weights; (1, {}) when the first one says nothing."""
    for length in range(len(ahead), 0, -1):
        if known := lexicon.terms.get(ahead[:length]):
            return length, dict(known)
    if len(ahead[0]) >= FUZZY_FROM and lexicon.near:
        meant = next((lexicon.near[form] for form in shortened(ahead[0]) if form in lexicon.near), None)
        if meant is not None:
            return 1, {theme: weight * _SLIP for theme, weight in lexicon.terms[meant,].items()}
    return 1, {}
