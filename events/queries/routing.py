"""Which desk answers a question: the theme that was chosen, else the words of the question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from events.methods.reading.lexicon import Lexicon, read
from events.methods.reading.words import as_written
from events.methods.routing import route
from events.models import Cafe, Desk


@dataclass(frozen=True)
class Proposal:
    """The desk, the theme's code, and the words of the question that decided (empty when the theme was chosen)."""

    desk: Desk | None
    theme: str
    because: tuple[str, ...] = ()


def propose(cafe: Cafe, question: str, theme: str = "") -> Proposal:
    """The desk for a question; without a lexicon or a recognised word, the desk of « autre »."""
    desks = list(cafe.desks.select_related("expert").order_by("code"))
    if theme:
        return Proposal(_answering(desks, theme), theme)
    found = route(question, _lexicon(json.dumps({**cafe.lexicon, "desks": {desk.code: desk.themes for desk in desks}})))
    by_code = {desk.code: desk for desk in desks}
    because = tuple(as_written(words, question) for words in found.because)
    return Proposal(by_code.get(found.desk), found.theme, because)


@lru_cache(maxsize=8)
def _lexicon(content: str) -> Lexicon:
    """Its words stemmed once for each wording of the lexicon."""
    return read(json.loads(content))


def _answering(desks: list[Desk], theme: str) -> Desk | None:
    return next((desk for desk in desks if theme in desk.themes), None)
