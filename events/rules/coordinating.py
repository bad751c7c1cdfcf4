"""What the coordination may do with a café, and if not, why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from applications.rules.coordinating import can_coordinate
from events.rules.booking import frozen_from, is_settled
from events.states import ProposalKind, RegistrationState
from inmp_portal.lib.french import counted, limit
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Cafe, Proposal, Registration

_OVER = "Ce café a eu lieu\u00a0: il ne se modifie plus."


def can_run(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Change a café: the coordination and the direction, until it ends."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    return Verdict.no(_OVER) if cafe.ends_at <= at else Verdict.yes()


def can_close_sign_ups(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    return Verdict.yes() if cafe.closed_at is None else Verdict.no("Les inscriptions sont déjà fermées.")


def can_open_sign_ups(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    return Verdict.no("Les inscriptions sont déjà ouvertes.") if cafe.closed_at is None else Verdict.yes()


def can_set_capacity(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Appointments are bounded by their slots, not by a number of heads."""
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    if not cafe.is_open_session:
        return Verdict.no("La capacité d’un café sur rendez-vous est le nombre de ses créneaux.")
    return Verdict.yes()


def suffices(cafe: Cafe, capacity: int | None) -> Verdict:
    """Never below the seats that are taken; those added beyond the capacity on purpose stay so."""
    least = cafe.taken - cafe.overbooked
    if capacity is None or capacity >= least:
        return Verdict.yes()
    taken = counted(least, "place est prise", "places sont prises")
    return Verdict.no(f"{taken}\u00a0: la capacité ne peut pas descendre en dessous.")


def can_overbook(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Only where seats are bounded and none is left: otherwise one simply signs up."""
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    if not cafe.is_open_session:
        return Verdict.no("Un rendez-vous de plus demande un créneau de plus\u00a0: ajoutez-le au planning.")
    if cafe.capacity is None:
        return Verdict.no("Ce café n’a pas de capacité\u00a0: tout le monde peut s’y inscrire.")
    return Verdict.yes()


def can_relocate(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Another hour or another place, until the café starts."""
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    return Verdict.no("Ce café a commencé\u00a0: il ne se déplace plus.") if cafe.starts_at <= at else Verdict.yes()


def can_set_video(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """The link of the video conference, where the questionnaire proposes one, until the café ends."""
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    return Verdict.yes() if cafe.offers_video else Verdict.no("Ce café se tient sur place, sans visioconférence.")


def can_plan(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Slots are made, closed and opened again until the café ends."""
    if not (verdict := can_run(user, cafe, at)):
        return verdict
    return Verdict.no("Ce café n’a pas de rendez-vous.") if cafe.is_open_session else Verdict.yes()


def can_displace(user: Any, registration: Registration, at: datetime) -> Verdict:
    """The coordination moves or cancels an appointment until its hour, also once the agendas are settled."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if registration.slot is None or registration.state not in (RegistrationState.CONFIRMED, RegistrationState.OFFERED):
        return Verdict.no("Cette personne n’a pas de rendez-vous.")
    return Verdict.no("L’heure de ce rendez-vous est passée.") if registration.starts_at <= at else Verdict.yes()


def can_assign(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Waiting people are given slots all at once until the agendas are settled."""
    if not (verdict := can_plan(user, cafe, at)):
        return verdict
    if is_settled(cafe, at):
        return Verdict.no(
            f"Les agendas des guichets sont arrêtés depuis le {limit(frozen_from(cafe))}\u00a0: déplacez les rendez-vous un à un."
        )
    return Verdict.yes()


def places_somebody(proposal: Proposal, kept: Collection[str]) -> Verdict:
    """A waiting list that stays as it is asks for no confirmation; a closing does, even when everybody then waits."""
    placed = {reference for reference, slot in proposal.places.items() if slot}
    if proposal.kind == ProposalKind.CLOSURE or not placed.isdisjoint(kept):
        return Verdict.yes()
    if placed:
        return Verdict.no(
            "Personne n’est coché\u00a0: cochez au moins une personne à placer, ou abandonnez la proposition."
        )
    return Verdict.no(
        "Cette proposition ne place personne\u00a0: aucun créneau libre ne convient aux personnes qui attendent. "
        "Abandonnez-la, ou ouvrez des créneaux et demandez-en une autre."
    )


def can_write(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """The coordination writes to the registered people, also after the café."""
    return can_coordinate(user, at)
