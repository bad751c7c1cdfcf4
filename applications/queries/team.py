"""A dossier's team as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Application, Membership
from applications.rules import team as rules
from applications.states import MembershipState, TeamRole
from inmp_portal.accounts.models import User
from inmp_portal.lib.french import day, moment

_OF_THE_LEAD = (("member_renew", rules.can_renew, "Renvoyer l’invitation"), ("dossier_offer", rules.can_offer_dossier, "Lui transférer le dossier"),
                ("dossier_offer_end", rules.can_take_back_offer, "Reprendre la proposition de transfert"), ("member_remove", rules.can_remove, "Retirer"))  # fmt: skip
_OF_ONESELF = (("dossier_take_over", rules.can_take_over, "Devenir la personne porteuse"), ("dossier_decline", rules.can_decline_over, "Décliner le transfert"),
               ("member_finish", rules.can_finish, "Ma partie est terminée"), ("member_leave", rules.can_leave, "Quitter l’équipe"))  # fmt: skip


@dataclass(frozen=True)
class Member:
    """One line. `deeds` are (name of the address, label) of what the reader of the page may do with it."""

    membership: Membership
    word: str
    said: str
    tone: str
    deeds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Team:
    """`cited` are the addresses that the dossier names as co-leads and that nobody has invited."""

    members: list[Member]
    cited: list[str]


def team_of(application: Application, user: User, at: datetime) -> Team:
    """The live members, the refusals and departures left out; two queries."""
    rows = list(application.memberships.live().select_related("user", "application__call", "application__lead"))
    taken = {one.email.lower() for one in rows} | {application.lead.email.lower()}
    members = [
        Member(one, _word(one, at), _said(one, at), _tone(one, at), tuple(_deeds(one, user, at))) for one in rows
    ]
    cited = [email for email in _cited(application) if email.lower() not in taken]
    return Team(members, cited if application.is_led_by(user) else [])


def _deeds(one: Membership, user: User, at: datetime) -> Iterator[tuple[str, str]]:
    for name, rule, label in _OF_THE_LEAD + _OF_ONESELF:
        if rule(user, one, at) and not (name == "dossier_offer" and one.is_offered_the_dossier(at)):
            yield name, "Ma partie n’est pas terminée" if name == "member_finish" and one.done_at else label


def _word(one: Membership, at: datetime) -> str:
    if one.is_expired(at):
        return "Invitation expirée"
    return "Partie terminée" if one.done_at else str(one.get_state_display())


def _said(one: Membership, at: datetime) -> str:
    if one.state == MembershipState.INVITED:
        if one.is_expired(at):
            return f"Sans réponse avant le {day(one.expires_at)}"
        return f"Sans réponse pour l’instant\u00a0; expire le {day(one.expires_at)}"
    if one.is_offered_the_dossier(at):
        assert one.transfer_until is not None
        return f"Le dossier lui est proposé jusqu’au {moment(one.transfer_until)}"
    if one.done_at:
        return f"Depuis le {day(one.done_at)}"
    return "Lit le dossier" if one.role == TeamRole.READER else "Écrit le dossier"


def _tone(one: Membership, at: datetime) -> str:
    if one.state == MembershipState.INVITED:
        return "bad" if one.is_expired(at) else "open"
    return "ok" if one.done_at else "calm"


def _cited(application: Application) -> Iterator[str]:
    """The addresses of the question « co-porteurs », as typed: whatever is no person is passed over."""
    said: Any = application.answers.get("coporteurs")
    for person in said if isinstance(said, list) else []:
        email = person.get("courriel") if isinstance(person, dict) else None
        if isinstance(email, str) and "@" in email:
            yield email.strip()
