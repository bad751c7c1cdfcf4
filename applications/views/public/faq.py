"""The frequent questions, with a search that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from applications.methods.highlighting import Piece, answers, pieces, terms_of
from applications.methods.placeholders import fill
from applications.models import Call, Question
from applications.queries.facts import public_facts
from applications.views.public.base import PublicPage

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Answered:
    """A question and its answer, cut into pieces where the search hit."""

    position: int
    question: list[Piece]
    answer: list[Piece]


class Faq(PublicPage):
    """GET /faq/?q=… — every word must be found, in the question or in its answer as people read it."""

    template_name = "applications/public/faq.html"
    title = "Questions fréquentes"
    wants_facts = True

    def read(self, call: Call) -> dict[str, Any]:
        typed = " ".join(self.request.GET.get("q", "").split())
        query = typed[:LONGEST_QUERY]
        terms = terms_of(query)
        facts = public_facts(call)
        rows = [(row, fill(row.answer, facts)) for row in call.questions.order_by("position")]
        found = [_answered(row, answer, terms) for row, answer in rows if answers(f"{row.question} {answer}", terms)]
        return {"query": query, "questions": found, "is_search": bool(terms), "is_cut": typed != query}


def _answered(row: Question, answer: str, terms: list[str]) -> Answered:
    return Answered(row.position, pieces(row.question, terms), pieces(answer, terms))
