"""May this slot be had, and may this appointment be moved."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from events.rules.registering import can_register
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import limit
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Cafe, Registration, Slot

SLOT_TAKEN = "Ce créneau vient d’être pris\u00a0: choisissez-en un autre."
HOLD_ENDED = "Le créneau n’est plus gardé pour vous\u00a0: les huit minutes sont passées. Choisissez-le de nouveau s’il est encore libre\u00a0; vos réponses sont conservées."
FROZEN_DAYS = 2


def frozen_from(cafe: Cafe) -> datetime:
    """Two days before the café, at midnight in Paris: the desks' agendas are settled from then on."""
    day = cafe.starts_at.astimezone(PARIS).date() - timedelta(days=FROZEN_DAYS)
    return datetime.combine(day, time(0), PARIS)


def is_settled(cafe: Cafe, at: datetime) -> bool:
    """Are the desks' agendas settled (E9)?

    From then on nobody moves their own appointment, nor takes another after giving one up, and the waiting list is no
    longer placed all at once. A slot that is or comes free is still booked, given or offered (E4): no desk stays idle
    while somebody waits. Whoever gets it is told that it no longer moves, and the desk's expert that the agenda changed.
    """
    return not cafe.is_open_session and frozen_from(cafe) <= at


def can_book(user: Any, cafe: Cafe, at: datetime, *, given_up_at: datetime | None = None) -> Verdict:
    """A seat, a slot or a place on the waiting list, while sign-ups are open.

    Whoever gave up an appointment once the agendas were settled takes no other: that would be moving it.
    """
    verdict = can_register(user, cafe, at)
    if not verdict or given_up_at is None or given_up_at < frozen_from(cafe):
        return verdict
    return Verdict.no(
        f"{_settled(cafe)}\u00a0: après une annulation, un autre créneau ne se prend plus en ligne. "
        f"Écrivez à la coordination\u00a0: {cafe.call.contact_email}."
    )


def can_return(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Once this registration is cancelled – at this instant, when it is not yet – may its person sign up or book again?"""
    gives_up = registration.state == RegistrationState.CONFIRMED and registration.slot is not None
    given_up_at = at if gives_up else registration.cancelled_at if registration.is_given_up else None
    return can_book(user, registration.cafe, at, given_up_at=given_up_at)


def _settled(cafe: Cafe) -> str:
    return f"Les agendas des guichets sont arrêtés depuis le {limit(frozen_from(cafe))} (heure de Paris)"


def can_hold(user: Any, slot: Slot, at: datetime) -> Verdict:
    """A slot that lies ahead and that the coordination did not close."""
    if slot.starts_at <= at:
        return Verdict.no("L’heure de ce créneau est passée\u00a0: choisissez-en un autre.")
    if slot.closed_at is not None:
        return Verdict.no("Ce créneau est fermé\u00a0: choisissez-en un autre.")
    return Verdict.yes()


def can_move(user: Any, registration: Registration, at: datetime) -> Verdict:
    """One moves one's appointment until the agendas are settled; cancelling stays free until the start.

    Who waits may take any free slot: nobody else on the list wants it, or it would be theirs already.
    """
    has_one = registration.state == RegistrationState.CONFIRMED and registration.slot is not None
    waits = registration.state == RegistrationState.WAITING and not registration.cafe.is_open_session
    if not has_one and not waits:
        return Verdict.no("Il n’y a pas de rendez-vous confirmé à déplacer.")
    if is_settled(registration.cafe, at):
        contact = registration.cafe.call.contact_email
        return Verdict.no(
            f"{_settled(registration.cafe)}\u00a0: pour déplacer le rendez-vous, écrivez à {contact}. "
            "L’annuler reste possible jusqu’au début, mais un autre créneau ne se prend alors plus en ligne."
        )
    return Verdict.yes()
