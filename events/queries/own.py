"""A registration as its person reads it: where it stands, what is expected, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.methods.reading.arrival import arrival_of
from events.methods.reading.questionnaire import COLUMNS, COMPANIONS, INSTITUTION, Type, questions_of
from events.models import Registration
from events.queries.waiting import rank_of
from events.rules.after import can_give_feedback
from events.rules.booking import can_move, can_return
from events.rules.refining import can_refine
from events.rules.registering import can_cancel, can_change, can_have_calendar
from events.rules.waiting import can_accept
from events.states import RegistrationState
from inmp_portal.lib.french import counted, day, limit, short_hour, short_moment
from inmp_portal.lib.verdict import Verdict

TONES = {
    RegistrationState.CONFIRMED: "ok", RegistrationState.WAITING: "warm", RegistrationState.OFFERED: "warm",
    RegistrationState.CANCELLED: "calm", RegistrationState.ATTENDED: "ok", RegistrationState.NO_SHOW: "calm",
}  # fmt: skip

WORDS = {
    RegistrationState.CONFIRMED: "Inscription confirmée", RegistrationState.WAITING: "En liste d’attente",
    RegistrationState.OFFERED: "Une place vous est proposée", RegistrationState.CANCELLED: "Inscription annulée",
    RegistrationState.ATTENDED: "Présence notée", RegistrationState.NO_SHOW: "Absence notée",
}  # fmt: skip


@dataclass(frozen=True)
class Overview:
    """Sentences and verdicts of the page of one registration."""

    word: str
    tone: str
    expected: str
    answers: list[tuple[str, str]]
    consents: list[str]
    can_change: Verdict
    can_cancel: Verdict
    can_move: Verdict
    can_accept: Verdict
    can_give_feedback: Verdict
    question: str
    answer: str
    has_calendar: bool
    can_refine: Verdict
    can_return: Verdict
    has_video: bool

    @classmethod
    def of(cls, registration: Registration, person: Any, at: datetime) -> Overview:
        state = RegistrationState(registration.state)
        questions = questions_of(registration.cafe.questions)
        return cls(
            word=WORDS[state],
            tone=TONES[state],
            expected=_expected(registration, state, at),
            answers=answers_of(registration, questions),
            consents=[q.label for q in questions if q.is_consent and q.id in registration.consents],
            can_change=can_change(person, registration, at),
            can_cancel=can_cancel(person, registration, at),
            can_move=can_move(person, registration, at),
            can_accept=can_accept(person, registration, at),
            can_give_feedback=can_give_feedback(person, registration, at),
            question=registration.question_text,
            answer=registration.said_answer,
            can_refine=can_refine(person, registration, at),
            has_calendar=can_have_calendar(registration).ok,
            can_return=can_return(person, registration, at),
            has_video=state == RegistrationState.CONFIRMED
            and bool(registration.video_url)
            and at < registration.cafe.ends_at,
        )


def _expected(registration: Registration, state: RegistrationState, at: datetime) -> str:
    """What happens next, in one sentence."""
    cafe = registration.cafe
    desk = f", {registration.slot.desk.said}" if registration.slot else ""
    if state == RegistrationState.CANCELLED:
        return "Votre place est rendue\u00a0: nous ne vous attendons plus à ce café."
    if cafe.ends_at <= at:
        return "Ce café a eu lieu."
    if state == RegistrationState.ATTENDED and registration.checked_in_at:
        return (
            f"Votre arrivée est notée à {short_hour(registration.checked_in_at)} (heure de Paris). Bienvenue au café."
        )
    if state == RegistrationState.NO_SHOW:
        return "Votre absence est notée. Si vous êtes là, signalez-vous à l’accueil."
    if state == RegistrationState.WAITING:
        return f"Vous occupez la place n°\u00a0{rank_of(registration)} de la liste d’attente."
    if state == RegistrationState.OFFERED and registration.offered_until:
        return (
            f"{short_moment(registration.starts_at).capitalize()} (heure de Paris){desk}\u00a0: la place vous est gardée "
            f"jusqu’au {limit(registration.offered_until)} (heure de Paris)."
        )
    arrival = arrival_of(registration.answers, cafe.starts_at, cafe.ends_at) if cafe.is_open_session else None
    if arrival:
        return f"Nous vous attendons {day(arrival)} vers {short_hour(arrival)} (heure de Paris), {cafe.venue}."
    place = "en visioconférence" if registration.video_url else cafe.venue
    return f"Nous vous attendons {short_moment(registration.starts_at)} (heure de Paris), {place}{desk}."


def answers_of(registration: Registration, questions: Any) -> list[tuple[str, str]]:
    """(question, answer) in the order of the questionnaire, unanswered ones left out."""
    written = {key: getattr(registration, column) for key, column in COLUMNS.items()}
    written[INSTITUTION] = registration.institution.name if registration.institution else ""
    if registration.party_size > 1:
        written[COMPANIONS] = counted(registration.party_size - 1, "personne")
    known = {**registration.answers, **written}
    asked = (question for question in questions if question.type is not Type.TICK)
    found = ((question.label, question.wording(known.get(question.id))) for question in asked)
    return [(label, said) for label, said in found if said]
