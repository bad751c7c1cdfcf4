"""May this slot be had, and may this appointment be moved."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from events.rules.registering import can_register
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import short_moment
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


def can_book(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """A slot, or a place on the waiting list."""
    return can_register(user, cafe, at)


def can_hold(user: Any, slot: Slot, at: datetime) -> Verdict:
    """A slot that lies ahead and that the coordination did not close."""
    if slot.starts_at <= at:
        return Verdict.no("L’heure de ce créneau est passée\u00a0: choisissez-en un autre.")
    if slot.closed_at is not None:
        return Verdict.no("Ce créneau est fermé\u00a0: choisissez-en un autre.")
    return Verdict.yes()


def can_move(user: Any, registration: Registration, at: datetime) -> Verdict:
    """One moves one's appointment until the agendas are settled; cancelling stays free until the start."""
    if registration.state != RegistrationState.CONFIRMED or registration.slot is None:
        return Verdict.no("Il n’y a pas de rendez-vous confirmé à déplacer.")
    frozen = frozen_from(registration.cafe)
    if frozen <= at:
        contact = registration.cafe.call.contact_email
        return Verdict.no(
            f"Les agendas des guichets sont arrêtés depuis le {short_moment(frozen)}\u00a0: pour déplacer le rendez-vous, "
            f"écrivez à {contact}. L’annuler reste possible jusqu’au début."
        )
    return Verdict.yes()
