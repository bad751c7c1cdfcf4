"""The waiting list: which slot suits whom, and who may take the place that was offered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.states import RegistrationState
from inmp_portal.lib.french import limit
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import CafeQuestion, Desk, Registration, Slot

NO_ANSWER = (
    "Sans réponse de votre part dans ce délai, votre inscription est annulée et la place va à la personne suivante."
)
POSSIBLE = "creneaux_possibles"  # question of the questionnaire: hours, as « 08:15 »; none means any


def accepts(registration: Registration, slot: Slot) -> bool:
    """Would this person, who waits, come to that slot? Their question's desk, at an hour that they named if they did."""
    question = getattr(registration, "question", None)
    if question is not None and question.desk_id not in (None, slot.desk_id):
        return False
    hours = registration.answers.get(POSSIBLE) or []
    return not hours or slot.hour in hours


def answers_theme(desk: Desk, question: CafeQuestion) -> bool:
    """Is the question of this desk's themes? Without a theme, the desk that it was led to answers it."""
    return question.theme in desk.themes if question.theme else question.desk_id in (None, desk.pk)


def can_accept(user: Any, registration: Registration, at: datetime) -> Verdict:
    """The offered place is kept until its hour, not a second longer."""
    if registration.state != RegistrationState.OFFERED or registration.offered_until is None:
        return Verdict.no("Aucune place ne vous est proposée en ce moment.")
    if registration.offered_until <= at:
        return Verdict.no(
            f"Le délai pour accepter cette place est passé depuis le {limit(registration.offered_until)}."
        )
    return Verdict.yes()
