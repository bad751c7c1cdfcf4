"""What an applicant still settles after booking: the question and its document until the eve, the dossier at any time."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from events.rules.registering import can_change
from events.states import LIVE
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Cafe, Registration

NOT_OWN = "Ce dossier n’est pas l’un des vôtres."


def eve_ends_at(cafe: Cafe) -> datetime:
    """Midnight in Paris before the café: experts read their agenda as it is then."""
    return datetime.combine(cafe.starts_at.astimezone(PARIS).date(), time(0), PARIS)


def can_refine(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Make the question of an appointment more precise, join a document to it or take it away: until the eve included."""
    if not (verdict := can_change(user, registration, at)):
        return verdict
    if getattr(registration, "question", None) is None:
        return Verdict.no("Cette inscription ne porte pas de question.")
    if eve_ends_at(registration.cafe) <= at:
        return Verdict.no("La question et son document se précisaient jusqu’à la veille du café.")
    return Verdict.yes()


def can_tie(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Tie one's registration to one of one's dossiers, or untie it: signed in, even after the café."""
    if user is None or not user.is_authenticated:
        return Verdict.no("Identifiez-vous pour lier cette inscription à l’un de vos dossiers.")
    if registration.user_id not in (None, user.pk):
        return Verdict.no("Cette inscription est celle d’un autre compte.")
    if registration.state not in LIVE:
        return Verdict.no("Cette inscription est annulée.")
    return Verdict.yes()
