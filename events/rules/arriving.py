"""The reception of a café: who may note an arrival, take it back, let in somebody who did not sign up."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from applications.rules.coordinating import can_coordinate
from events.states import REGISTRATION, RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import day, limit, short_moment
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Cafe, Registration

CORRECTED_WITHIN = timedelta(days=7)  # as long as the free texts are kept


def opens_at(cafe: Cafe) -> datetime:
    """The first minute of the café's day, in Paris: whoever comes early is noted too."""
    return datetime.combine(cafe.starts_at.astimezone(PARIS).date(), time(0), PARIS)


def can_receive(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """The coordination notes who comes, on the day and for a week, to correct what was forgotten. Never a question of seats."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if at < opens_at(cafe):
        return Verdict.no(f"L’accueil s’ouvre le {day(cafe.starts_at)}\u00a0: les arrivées se notent ce jour-là.")
    if cafe.ends_at + CORRECTED_WITHIN <= at:
        return Verdict.no(f"Les présences sont arrêtées depuis le {limit(cafe.ends_at + CORRECTED_WITHIN)}.")
    return Verdict.yes()


def can_check_in(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Whoever has a place, waits for one or was noted absent; somebody already noted is not refused, only told."""
    if not (verdict := can_receive(user, registration.cafe, at)):
        return verdict
    if registration.state == RegistrationState.ATTENDED:
        return Verdict.yes()
    if registration.state == RegistrationState.CANCELLED:
        return Verdict.no("Cette inscription est annulée\u00a0: ajoutez la personne comme venue sans inscription.")
    return REGISTRATION.verdict(registration.state, RegistrationState.ATTENDED)


def can_undo(user: Any, registration: Registration, at: datetime) -> Verdict:
    """A presence or an absence noted by mistake is taken back."""
    if not (verdict := can_receive(user, registration.cafe, at)):
        return verdict
    if registration.state in {RegistrationState.ATTENDED, RegistrationState.NO_SHOW}:
        return Verdict.yes()
    return Verdict.no("Il n’y a ni présence ni absence à reprendre.")


def can_mark_absent(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Once the café is over, not before: somebody may still come."""
    if not (verdict := can_receive(user, cafe, at)):
        return verdict
    if at < cafe.ends_at:
        return Verdict.no(f"Le café se termine le {short_moment(cafe.ends_at)}\u00a0: les absences se notent ensuite.")
    return Verdict.yes()
