"""The sizing board of a café: one pass over the light columns, grouped by the database, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, ExpressionWrapper, F, Q, Value, When

from events.methods.catering import Order
from events.methods.reading.diets import diets_of, needs_reading, without_names
from events.methods.reading.questionnaire import questions_of
from events.methods.shares import Arrival, Share, arrivals, shares
from events.methods.sizing import Sizing
from events.methods.writing.attendance import Attendance
from events.models import Cafe, Registration
from events.queries.coordination.forecast import forecast_of
from events.states import RegistrationState as S
from inmp_portal.lib.clock import PARIS

COMING = (S.CONFIRMED, S.ATTENDED, S.NO_SHOW)
PLACED = (*COMING, S.OFFERED)
_SHAPE = (
    "state", "party_size", "is_walk_in", "is_overbooked", "institution__short_name", "answers__statut_projet",
    "answers__axes", "answers__heure_arrivee", "answers__boisson", "answers__regime", "answers__format",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """`number` registrations that have all of this in common; `answers` maps ids of the questionnaire.

    `diner` is the folded name of whoever wrote a diet, so that it can be taken out of their words; empty for the others.
    """

    state: str
    party: int
    is_walk_in: bool
    is_overbooked: bool
    place: str
    answers: dict[str, Any]
    has_need: bool
    diner: str
    number: int

    @property
    def heads(self) -> int:
        return self.party * self.number


@dataclass(frozen=True)
class Board:
    """What the coordination must know to prepare a café. Counts are people, companions included.

    `attendance` is None until the café is over; from then on it says what the forecast said before.
    """

    people: dict[str, int]
    overbooked: int
    sizing: Sizing
    sentence: str
    attendance: Attendance | None
    places: list[Share]
    axes: list[Share]
    standing: list[Share]
    arrivals: list[Arrival]
    no_hour: int
    drinks: list[Share]
    formats: list[Share]
    diets: list[Share]
    diet_words: list[Share]
    needs: int

    def order_for(self, cafe: Cafe) -> Order:
        """What is sent to the caterer: counts, and what people wrote of their diet, without their names."""
        counts = ({share.label: share.count for share in found} for found in (self.drinks, self.diets, self.diet_words))
        drinks, diets, words = counts
        answered = sum(drinks.values())
        return Order(
            cafe.title, cafe.venue, cafe.starts_at, cafe.ends_at, self.sizing.total, answered, drinks, diets, words
        )


def board_of(cafe: Cafe, user: Any, at: datetime) -> Board:
    """The board; two queries, however many registrations there are."""
    groups = _groups(cafe, user, at)
    placed = [group for group in groups if group.state in PLACED]
    sizing, sentence = forecast_of(cafe, _parties(groups), user, at)
    hours = [cafe.starts_at.astimezone(PARIS).time(), cafe.ends_at.astimezone(PARIS).time()]
    curve, no_hour = arrivals(_answers(placed, "heure_arrivee"), opens=hours[0], closes=hours[1])
    labels = _labels(cafe)
    return Board(
        people=_people(groups),
        overbooked=sum(group.heads for group in placed if group.is_overbooked),
        sizing=sizing,
        sentence=sentence,
        attendance=_attendance(groups) if cafe.ends_at <= at else None,
        places=shares(((group.place, group.heads) for group in placed), {}),
        axes=shares(_answers(placed, "axes"), labels.get("axes", {})),
        standing=shares(_answers(placed, "statut_projet"), labels.get("statut_projet", {})),
        arrivals=curve,
        no_hour=no_hour,
        drinks=shares(_answers(placed, "boisson", alone=True), labels.get("boisson", {})),
        formats=shares(_answers(placed, "format"), labels.get("format", {})),
        diets=shares(((diet, n) for text, n in _answers(placed, "regime", alone=True) for diet in diets_of(text)), {}),
        diet_words=_diet_words(placed),
        needs=sum(group.number for group in placed if group.has_need),
    )


def _groups(cafe: Cafe, user: Any, at: datetime) -> list[Group]:
    need = ExpressionWrapper(Q(answers__has_key="accessibilite"), output_field=BooleanField())
    rows = Registration.objects.visible_to(user, at).filter(cafe=cafe).order_by().annotate(need=need)
    diner = Case(When(answers__has_key="regime", then=F("name_folded")), default=Value(""), output_field=CharField())
    grouped = rows.annotate(diner=diner).values_list(*_SHAPE, "need", "diner").annotate(number=Count("pk"))
    return [_group(*row) for row in grouped]


def _group(
    state: str, party: int, is_walk_in: bool, is_overbooked: bool, place: str | None, *rest: Any
) -> Group:  # fmt: skip
    *said, need, diner, number = rest
    names = [column.removeprefix("answers__") for column in _SHAPE[5:]]
    answers = {name: value for name, value in zip(names, said, strict=True) if value}
    return Group(
        state, party, is_walk_in, is_overbooked, place or "Autre établissement", answers, bool(need), diner, number
    )


def _parties(groups: Iterable[Group]) -> Iterator[int]:
    """Heads of each registration that has a place, walk-ins left out: they are forecast apart."""
    for group in groups:
        if group.state in COMING and not group.is_walk_in:
            yield from repeat(group.party, group.number)


def _answers(groups: Iterable[Group], name: str, *, alone: bool = False) -> list[tuple[str, int]]:
    """(code, people) of one question; several codes when several were ticked.

    `alone`: what one person said of themselves, their companions left out: an allergy is not that of a party.
    """
    found = []
    for group in groups:
        said, people = group.answers.get(name, []), group.number if alone else group.heads
        found += [(str(code), people) for code in (said if isinstance(said, list) else [said])]
    return found


def _diet_words(groups: Iterable[Group]) -> list[Share]:
    """What no label says of a diet, in its author's words: by number then alphabet, the order of arrival would say who."""
    written = ((group, str(group.answers.get("regime", ""))) for group in groups)
    return shares(((without_names(text, one.diner), one.number) for one, text in written if needs_reading(text)), {})


def _attendance(groups: Iterable[Group]) -> Attendance:
    people, came = _people(groups), [group for group in groups if group.state == S.ATTENDED]
    walk_ins = sum(group.heads for group in came if group.is_walk_in)
    return Attendance(people[S.ATTENDED], walk_ins, people[S.NO_SHOW], people[S.CONFIRMED])


def _people(groups: Iterable[Group]) -> dict[str, int]:
    """By state, those without anybody included."""
    counts = dict.fromkeys(S.values, 0)
    for group in groups:
        counts[group.state] += group.heads
    return counts


def _labels(cafe: Cafe) -> dict[str, dict[str, str]]:
    return {question.id: dict(question.options) for question in questions_of(cafe.questions)}
