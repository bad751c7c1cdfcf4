"""What each type of entry says to people: one French sentence a type, declared by the app that records it.

Each app has a `sentences.py` that calls `register` and is imported at start. A sentence may name the entry's data:
"a déposé la version {version}", or be a function of the data. A test walks the code: every recorded type has its
sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

Sentence = str | Callable[[Mapping[str, Any]], str]
SENTENCES: dict[str, Sentence] = {}


def register(sentences: Mapping[str, Sentence]) -> None:
    """Declare the sentences of an app; the same type twice is a mistake."""
    twice = SENTENCES.keys() & sentences.keys()
    if twice:
        raise ValueError(f"sentences declared twice: {', '.join(sorted(twice))}")
    SENTENCES.update(sentences)


def sentence(type: str, data: Mapping[str, Any]) -> str:
    """The sentence of an entry; a detail that the entry lacks reads « non précisé », an unknown type reads as it is."""
    said = SENTENCES.get(type, type)
    return said(data) if callable(said) else _Forgiving().vformat(said, (), data)


class _Forgiving(Formatter):
    """Names only: a sentence is ours, but its data come from anywhere, and nothing of them is evaluated."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        value = kwargs.get(field_name)
        return ("non précisé" if value in (None, "") else value), field_name
