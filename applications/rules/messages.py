"""Messages about a dossier: who reads them, who writes from which side, and who says that no answer is expected."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application, Message
from applications.rules.coordinating import can_consult, can_coordinate
from applications.states import Audience, Side, TeamRole
from inmp_portal.lib.french import number
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

BODY_MAX = 5000  # characters: about two pages
TOO_LONG = f"Ce message est trop long\u00a0: {number(BODY_MAX)} caractères au plus. Raccourcissez-le, ou envoyez-le en deux fois."
EMPTY = "Écrivez votre message."
_READER = (
    "En lecture seule, vous lisez les messages sans en écrire\u00a0: la personne porteuse et les co-porteurs ou "
    "co-porteuses répondent à la coordination."
)
_ONE_S_OWN = "Vous êtes dans l’équipe de ce dossier\u00a0: ses messages se lisent sur la page du dossier."


def side_of(user: User | AnonymousUser, application: Application, at: datetime) -> Side | None:
    """From where this person writes; whoever is of the team is not of the coordination for this dossier."""
    if application.role_of(user):
        return Side.TEAM
    return Side.COORDINATION if can_coordinate(user, at) else None


def can_read_as_coordination(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """The coordination's page of a dossier's messages, its notes included: not for somebody of the team."""
    if application.role_of(user):
        return Verdict.no(_ONE_S_OWN)
    return can_consult(user, at)


def can_write(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """To the team and the coordination, at any time of a dossier's life."""
    if application.role_of(user) == TeamRole.READER:
        return Verdict.no(_READER)
    if side_of(user, application, at):
        return Verdict.yes()
    return Verdict.no("Seules l’équipe du dossier et la coordination s’écrivent ici.")


def can_note(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """Write a note that only the coordination reads."""
    if application.role_of(user):
        return Verdict.no(_ONE_S_OWN)
    return can_coordinate(user, at)


def can_send(user: User | AnonymousUser, application: Application, audience: str, at: datetime) -> Verdict:
    """Write to this audience."""
    if audience == Audience.COORDINATION:
        return can_note(user, application, at)
    return can_write(user, application, at)


def is_sendable(body: str) -> Verdict:
    """Something is said, and not too much of it."""
    if not body.strip():
        return Verdict.no(EMPTY)
    return Verdict.yes() if len(body) <= BODY_MAX else Verdict.no(TOO_LONG)


def can_settle(user: User | AnonymousUser, message: Message, at: datetime) -> Verdict:
    """Say that no answer is expected: of one's own side's message, and for the coordination of any.

    A team does not wave away what the coordination asks of it: it answers.
    """
    if not message.is_waiting:
        return Verdict.no("Ce message n’attend plus de réponse.")
    if not (verdict := can_write(user, message.application, at)):
        return verdict
    side = side_of(user, message.application, at)
    if side == Side.COORDINATION or message.side == side:
        return Verdict.yes()
    return Verdict.no("La coordination attend votre réponse à ce message\u00a0: répondez-lui, même en quelques mots.")
