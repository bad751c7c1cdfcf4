"""May one sign up, change or cancel, and if not, why: the same sentence on the page and in the action."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.states import LIVE, REGISTRATION, RegistrationState
from inmp_portal.lib.french import counted, limit, short_moment
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from events.models import Cafe, Registration


def can_register(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Anybody may, without an account, from the opening of the sign-ups to the start."""
    if cafe.ends_at <= at:
        return Verdict.no("Ce café a eu lieu.")
    if at < cafe.opens_at:
        return Verdict.no(f"Les inscriptions ouvrent le {short_moment(cafe.opens_at)}, heure de Paris.")
    if cafe.closed_at is not None:
        return Verdict.no(f"Les inscriptions en ligne sont fermées. {_last_word(cafe)}")
    if cafe.sign_up_ends_at <= at:
        return Verdict.no(
            f"Les inscriptions en ligne sont closes depuis le {limit(cafe.sign_up_ends_at)}. {_last_word(cafe)}"
        )
    return Verdict.yes()


def can_ask(user: Any, cafe: Cafe, at: datetime) -> Verdict:
    """Questions in writing are taken until the café ends."""
    if cafe.ends_at <= at:
        return Verdict.no(f"Ce café a eu lieu. Écrivez à la coordination\u00a0: {cafe.call.contact_email}.")
    return Verdict.yes()


def _last_word(cafe: Cafe) -> str:
    if cafe.is_open_session:
        return "La participation reste libre\u00a0: venez sans inscription."
    return f"Écrivez à la coordination\u00a0: {cafe.call.contact_email}."


def can_change(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Answers may be changed until the café starts."""
    if registration.state not in LIVE:
        return Verdict.no("Cette inscription est annulée.")
    if registration.cafe.starts_at <= at:
        return Verdict.no("Le café a commencé\u00a0: l’inscription ne se modifie plus en ligne.")
    return Verdict.yes()


def no_seat_for(cafe: Cafe, more: int) -> Verdict:
    """Why a registration brings no more people than it did."""
    people = counted(more, "personne")
    return Verdict.no(
        f"Il ne reste pas de place pour {people} de plus. Gardez le nombre d’avant, ou écrivez à la coordination\u00a0: "
        f"{cafe.call.contact_email}."
    )


def can_cancel(user: Any, registration: Registration, at: datetime) -> Verdict:
    """Free until the café starts, and said only once."""
    if registration.state == RegistrationState.CANCELLED:
        return Verdict.no("Cette inscription est déjà annulée.")
    if registration.starts_at <= at:
        return Verdict.no("Le café a commencé\u00a0: l’inscription ne s’annule plus en ligne.")
    return REGISTRATION.verdict(registration.state, RegistrationState.CANCELLED)


def can_have_calendar(registration: Registration) -> Verdict:
    """A diary holds what is sure: a place that one has, or that was cancelled; never one that is waited for."""
    if registration.state in (RegistrationState.WAITING, RegistrationState.OFFERED):
        return Verdict.no("Le fichier d’agenda vient avec la place\u00a0: celle-ci n’est pas encore confirmée.")
    return Verdict.yes()
