"""One registration as the coordination reads it: answers, consents, history, mails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.methods.reading.questionnaire import questions_of
from events.models import Registration
from events.queries.own import TONES, answers_of
from events.states import RegistrationState
from inmp_portal.journal.queries import Event, history
from inmp_portal.outbox.models import Mail

DIET = "regime"  # counted for the caterer; nobody needs to know whose it is


@dataclass(frozen=True)
class Detail:
    """`consents` are (label, instant of ISO format) of what was agreed to; `mails` the latest first."""

    registration: Registration
    tone: str
    answers: list[tuple[str, str]]
    consents: list[tuple[str, datetime]]
    history: list[Event]
    mails: list[Mail]


def detail_of(registration: Registration, user: Any, at: datetime) -> Detail:
    """Two queries beside the registration's own."""
    questions = questions_of(registration.cafe.questions)
    mails = Mail.objects.visible_to(user, at).filter(
        object_type=Registration._meta.label_lower, object_id=str(registration.pk)
    )
    given = ((question.label, registration.consents.get(question.id)) for question in questions)
    return Detail(
        registration,
        TONES[RegistrationState(registration.state)],
        answers_of(registration, [question for question in questions if question.id != DIET]),
        [(label, datetime.fromisoformat(instant)) for label, instant in given if instant],
        history(registration),
        list(mails.without_contents().order_by("-id")[:50]),
    )
