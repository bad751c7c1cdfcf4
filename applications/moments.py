"""The moments of a call's life, for the clock of demonstrations and rehearsals."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from applications.models import Call, CallDate
from inmp_portal.home.moments import Moment, register
from inmp_portal.lib.clock import PARIS

CAFES = {"cafe-27-mai": "Premier café de l’INMP", "cafe-23-juin": "Second café de l’INMP"}


@register
def moments_of_the_call() -> list[Moment]:
    """From the eve of the opening to the laureates, by the dates of the current call."""
    call = Call.objects.current()
    if call is None:
        return []
    dates = {row.code: row for row in CallDate.objects.filter(call=call)}
    cafes = [Moment(code, label, dates[code].starts_at) for code, label in CAFES.items() if code in dates]
    return [*_before_the_close(call), *cafes, *_after_the_close(call, dates)]


def _before_the_close(call: Call) -> list[Moment]:
    last_day = call.closes_at.astimezone(PARIS).date()
    return [
        Moment("avant", "Avant l’ouverture", _on(_day(call.opens_at) - timedelta(days=1), 10), "Le dépôt n’existe pas"),
        Moment("ouverture", "Ouverture du dépôt", call.opens_at),
        Moment(
            "semaine", "Une semaine avant la clôture", _on(last_day - timedelta(days=7), 10), "Les brouillons avancent"
        ),
        Moment("derniere-heure", "La dernière heure", _on(last_day, 23), "La clôture est à 23\u00a0h\u00a059"),
    ]


def _after_the_close(call: Call, dates: dict[str, CallDate]) -> list[Moment]:
    moments = [
        Moment("clos", "Le lendemain de la clôture", _on(_day(call.closes_at) + timedelta(days=1), 9), "Lecture seule"),
        Moment(
            "recevabilite",
            "La recevabilité s’achève",
            _on(call.review_starts_on - timedelta(days=1), 17),
            "Un complément est attendu",
        ),
        Moment("evaluation", "Pendant l’évaluation", _on(call.review_starts_on + timedelta(days=7), 10)),
        Moment("comite", "Le comité siège", _on(call.committee_on, 9)),
    ]
    if "laureats" in dates:
        announced = dates["laureats"].ends_at or dates["laureats"].starts_at
        moments.append(Moment("laureats", "Après l’annonce des lauréats", announced))
    return moments


def _day(instant: datetime) -> date:
    return instant.astimezone(PARIS).date()


def _on(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), PARIS)
