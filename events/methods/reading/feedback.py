"""The four questions asked after a café, and what their answers add up to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """One question; without `options` it is answered in words."""

    id: str
    label: str
    options: tuple[tuple[str, str], ...] = ()


QUESTIONS = (
    Asked("utile", "Ce café vous a-t-il été utile\u00a0?",
          (("tres", "Très utile"), ("assez", "Assez utile"), ("peu", "Peu utile"), ("pas", "Pas utile"))),
    Asked("rencontre", "Y avez-vous rencontré quelqu’un avec qui travailler\u00a0?",
          (("oui", "Oui"), ("peut_etre", "Peut-être"), ("non", "Non"))),
    Asked("reponse", "Avez-vous obtenu la réponse à votre question\u00a0?",
          (("oui", "Oui"), ("partie", "En partie"), ("non", "Non"), ("sans", "Je n’avais pas de question"))),
    Asked("changer", "Que faudrait-il changer\u00a0?"),
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One answer: how many gave it, and their share of those who answered the question, in percent."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Chart:
    """The bars of a question, in the order of its options; none when too few answered it."""

    question: Asked
    bars: tuple[Bar, ...]
    answered: int


def charts(answers: Sequence[Mapping[str, str]], *, least: int) -> list[Chart]:
    """One chart for each question with options; a question that fewer than `least` answered shows none of its answers."""
    return [_chart(question, answers, least) for question in QUESTIONS if question.options]


def _chart(question: Asked, answers: Sequence[Mapping[str, str]], least: int) -> Chart:
    given = Counter(answer[question.id] for answer in answers if answer.get(question.id))
    total = sum(given[value] for value, _ in question.options)
    if total < least:
        return Chart(question, (), total)
    bars = tuple(Bar(label, given[value], round(100 * given[value] / total)) for value, label in question.options)
    return Chart(question, bars, total)


def remarks(answers: Iterable[Mapping[str, str]], *, least: int) -> list[str]:
    """What was written, in the order of the alphabet: the order of arrival would say who. Nothing below `least` texts."""
    written = (answer.get(question.id, "") for answer in answers for question in QUESTIONS if not question.options)
    found = sorted(filter(None, written))
    return found if len(found) >= least else []
