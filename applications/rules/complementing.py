"""A complement: who asks for it, what its team may change meanwhile, who sends it, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application, Complement, Screening
from applications.rules.closing import is_complement_open
from applications.rules.screening import can_answer, can_screen
from applications.states import APPLICATION, ComplementState, State
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import day
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

LOCKED = "Cet élément n’est pas demandé\u00a0: il reste celui du dépôt."


def can_ask(user: User | AnonymousUser, screening: Screening, at: datetime) -> Verdict:
    """While the dossier is screened and nothing is decided."""
    if not (verdict := can_answer(user, screening, at)):
        return verdict
    if screening.rulings.live().exists():
        return Verdict.no(
            "Une décision est proposée pour ce dossier\u00a0: écartez-la avant de demander un complément."
        )
    if screening.application.state == State.COMPLEMENT:
        return Verdict.no(
            "Un complément est déjà demandé et n’est pas venu\u00a0: accordez un délai, ou mettez fin à la demande."
        )
    return APPLICATION.verdict(screening.application.state, State.COMPLEMENT)


def can_change_request(user: User | AnonymousUser, complement: Complement, at: datetime) -> Verdict:
    """More time, or the end of the request: as long as it is not answered, in time or not."""
    if complement.state != ComplementState.ASKED:
        return Verdict.no("Cette demande de complément est close.")
    if complement.application.state != State.COMPLEMENT:
        return Verdict.no("Ce dossier n’attend plus de complément.")
    return can_screen(user, complement.application, at)


def leaves_time(application: Application, due_at: datetime, at: datetime) -> Verdict:
    """A date to come, and before the committee sits."""
    if due_at <= at:
        return Verdict.no("L’échéance doit être à venir.")
    if due_at.astimezone(PARIS).date() >= application.call.committee_on:
        return Verdict.no(f"L’échéance doit précéder le comité, le {day(application.call.committee_on)}.")
    return Verdict.yes()


def can_see_request(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """The team reads what is asked of it, and what was."""
    if application.role_of(user):
        return Verdict.yes()
    return Verdict.no("Cette page est réservée à l’équipe du dossier.")


def can_send(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """For the button and the page; the action asks `is_sendable` and lets the database decide the instant."""
    return is_sendable(user, application, at) and is_complement_open(application, at)


def is_sendable(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """Everything that sending a complement asks, except its date."""
    if not application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse envoie le complément.")
    if application.state != State.COMPLEMENT or application.asked_complement is None:
        return Verdict.no("Aucun complément n’est demandé, ou il ne l’est plus.")
    return Verdict.yes()


def is_open_to_change(application: Application, field: str) -> Verdict:
    """While a complement is asked, only what it names changes; at any other time, everything that may be edited."""
    if application.state != State.COMPLEMENT:
        return Verdict.yes()
    complement = application.asked_complement
    return Verdict.yes() if complement and field in complement.fields else Verdict.no(LOCKED)
