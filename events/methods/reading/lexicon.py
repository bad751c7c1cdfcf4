"""The editable lexicon of the desks: which words speak of which theme, and which desk answers which themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from events.methods.reading.words import is_grammar, stem, words

OTHER = "autre"  # the theme of a question in which nothing was recognised
FUZZY_FROM = 7  # letters: in a shorter word, one letter more or less makes another word

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """`terms[stems][theme]` is a weight > 0; `near` leads from a misspelt stem to the terms of one word.

    `desks[desk]` are the themes answered there, in the order that breaks ties. `put_aside` are the folded words
    that announce what a question is not about.
    """

    terms: Mapping[Stems, Mapping[str, float]]
    desks: Mapping[str, tuple[str, ...]]
    put_aside: tuple[Stems, ...] = ()
    near: Mapping[str, str] | None = None

    @property
    def longest(self) -> int:
        """Words in the longest phrase."""
        return max(map(len, self.terms), default=1)

    def desk_of(self, theme: str) -> str:
        """The desk that answers a theme."""
        return next(desk for desk, themes in self.desks.items() if theme in themes)


def read(data: Mapping[str, Any]) -> Lexicon:
    """The lexicon of an edition's file. Shape: `{"desks": {desk: [theme]}, "themes": {theme: {term: weight}}}`.

    ValueError, in French, says what the coordination wrote that cannot work (see `problems`).
    """
    if found := problems(data):
        raise ValueError(" ".join(found))
    terms: defaultdict[Stems, dict[str, float]] = defaultdict(dict)
    for theme, weights in data["themes"].items():
        for term, weight in weights.items():
            known = terms[term_stems(term)]
            known[theme] = max(known.get(theme, 0), float(weight))
    return Lexicon(
        terms=dict(terms),
        desks={desk: tuple(themes) for desk, themes in data["desks"].items()},
        put_aside=tuple(tuple(words(phrase)) for phrase in data.get("put_aside", ())),
        near=_near(stems[0] for stems in terms if len(stems) == 1),
    )


def problems(data: Mapping[str, Any]) -> list[str]:
    """What is wrong in a lexicon, as sentences for the coordination; empty when it can be used."""
    answered = [theme for themes in data["desks"].values() for theme in themes]
    terms = [(theme, term, weight) for theme, weights in data["themes"].items() for term, weight in weights.items()]
    return [
        *(f"Le thème « {theme} » n’a pas de guichet." for theme in data["themes"] if theme not in answered),
        *([] if OTHER in answered else [f"Le thème « {OTHER} » n’a pas de guichet."]),
        *(f"Le thème « {theme} » a deux guichets." for theme in sorted(set(answered)) if answered.count(theme) > 1),
        *(f"« {term} » ({theme}) ne contient que des mots courants." for theme, term, _ in terms if not term_stems(term)),
        *(f"« {term} » ({theme}) doit avoir un poids positif." for theme, term, weight in terms if not weight > 0),
    ]  # fmt: skip


def term_stems(term: str) -> Stems:
    """A term as it is compared: its stems, grammar left out; empty when it is grammar only."""
    return tuple(stem(word) for word in words(term) if not is_grammar(word))


def shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words one slip apart share one of these."""
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def _near(known: Iterable[str]) -> dict[str, str]:
    """From each shortened form to the first known stem, in alphabetical order, that gives it."""
    near: dict[str, str] = {}
    for whole in sorted(known):
        if len(whole) >= FUZZY_FROM:
            for form in shortened(whole):
                near.setdefault(form, whole)
    return near
