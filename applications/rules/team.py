"""Who composes the team of a dossier: invite, answer, leave, remove, say one's part is done, hand the dossier over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from applications.models import Application, Membership
from applications.rules.closing import closed_on
from applications.rules.drafting import can_open_draft
from applications.states import MembershipState, State, TeamRole
from inmp_portal.lib.french import NO_BREAK, moment
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

CO_LEADS_MAX = 2  # as the form says: « deux au plus »
READERS_MAX = 8
INVITATION_DAYS = 21
REMINDED_BEFORE_EXPIRY = timedelta(days=INVITATION_DAYS - 7)  # M04: seven days after it was sent
TRANSFER_DAYS = 7
ONLY_THE_LEAD = "Seule la personne porteuse compose l’équipe du dossier."


def can_see_team(user: User, application: Application, at: datetime) -> Verdict:
    """The team knows who belongs to it."""
    if application.role_of(user):
        return Verdict.yes()
    return Verdict.no("Cette page est réservée à l’équipe du dossier.")


def can_invite(user: User, application: Application, at: datetime) -> Verdict:
    """The lead, as long as there is something left to write."""
    if not application.is_led_by(user):
        return Verdict.no(ONLY_THE_LEAD)
    return _still_written(application, at)


def has_place(application: Application, role: str, live: list[Membership], email: str) -> Verdict:
    """Room for one more of this role, and an address that is neither the lead's nor there already."""
    if email.lower() == application.lead.email.lower():
        return Verdict.no("Cette adresse est celle de la personne porteuse, qui a déjà tous les droits sur le dossier.")
    if any(one.email.lower() == email.lower() for one in live):
        return Verdict.no("Cette adresse est déjà invitée à ce dossier, ou déjà dans l’équipe.")
    most = CO_LEADS_MAX if role == TeamRole.CO_LEAD else READERS_MAX
    if sum(1 for one in live if one.role == role) >= most:
        what = "co-porteurs ou co-porteuses" if role == TeamRole.CO_LEAD else "personnes en lecture seule"
        return Verdict.no(
            f"L’équipe compte déjà {most} {what}, le plus possible{NO_BREAK}: retirez une invitation pour en envoyer une autre."
        )
    return Verdict.yes()


def can_answer(user: User | AnonymousUser, membership: Membership, at: datetime) -> Verdict:
    """Accept or refuse: whoever reads the mail of the address, while the invitation holds."""
    if not membership.is_addressed_to(user):
        return Verdict.no("Cette invitation est adressée à une autre adresse que celle de votre compte.")
    if membership.state != MembershipState.INVITED:
        return Verdict.no(f"Cette invitation n’attend plus de réponse{NO_BREAK}: {_said(membership)}.")
    if membership.is_expired(at):
        return Verdict.no(
            f"Cette invitation a expiré le {moment(membership.expires_at)}{NO_BREAK}: demandez-en une autre à la personne porteuse."
        )
    if membership.application.is_led_by(user):
        return Verdict.no("Vous portez ce dossier\u00a0: vous n’avez pas besoin d’y être invité.")
    return Verdict.yes()


def can_remove(user: User, membership: Membership, at: datetime) -> Verdict:
    """The lead takes an invitation back, or a person out; what they wrote stays."""
    if not membership.application.is_led_by(user):
        return Verdict.no(ONLY_THE_LEAD)
    return _is_live(membership)


def can_renew(user: User, membership: Membership, at: datetime) -> Verdict:
    """Send an invitation again, with a new date of expiry."""
    if membership.state != MembershipState.INVITED:
        return Verdict.no(f"Cette invitation n’attend plus de réponse{NO_BREAK}: {_said(membership)}.")
    return can_invite(user, membership.application, at)


def can_leave(user: User, membership: Membership, at: datetime) -> Verdict:
    """A member leaves when they like."""
    return _is_own_active(user, membership)


def can_finish(user: User, membership: Membership, at: datetime) -> Verdict:
    """Say that one's part is done, or that it is not after all."""
    own = _is_own_active(user, membership)
    if own and membership.role != TeamRole.CO_LEAD:
        return Verdict.no("En lecture seule, vous n’avez pas de partie à écrire.")
    return own and _still_written(membership.application, at)


def can_offer_dossier(user: User, membership: Membership, at: datetime) -> Verdict:
    """Hand the dossier over to a co-lead of the team, who has to accept."""
    if not membership.application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut transférer le dossier.")
    if membership.state != MembershipState.ACTIVE or membership.role != TeamRole.CO_LEAD:
        return Verdict.no(
            "Un dossier ne se transfère qu’à un co-porteur ou une co-porteuse qui a accepté l’invitation."
        )
    return _still_written(membership.application, at)


def can_take_back_offer(user: User, membership: Membership, at: datetime) -> Verdict:
    """The lead, while nobody has answered."""
    if not membership.application.is_led_by(user):
        return Verdict.no("Seule la personne porteuse peut reprendre sa proposition.")
    return Verdict.yes() if membership.transfer_until else Verdict.no("Aucun transfert n’est proposé à cette personne.")


def can_take_over(user: User, membership: Membership, at: datetime) -> Verdict:
    """Accept the dossier: the very person it is offered to, before the offer expires, who may lead one more."""
    own = _is_own_active(user, membership)
    if not own:
        return own
    if membership.transfer_until is None:
        return Verdict.no("Ce dossier ne vous est pas proposé, ou ne l’est plus.")
    if not membership.is_offered_the_dossier(at):
        return Verdict.no(f"La proposition a expiré le {moment(membership.transfer_until)}.")
    return can_open_draft(user, membership.application.call, at) and _still_written(membership.application, at)


def can_decline_over(user: User, membership: Membership, at: datetime) -> Verdict:
    """Say no to the dossier that is offered."""
    own = _is_own_active(user, membership)
    if own and membership.transfer_until is None:
        return Verdict.no("Ce dossier ne vous est pas proposé, ou ne l’est plus.")
    return own


def _still_written(application: Application, at: datetime) -> Verdict:
    if application.state not in (State.DRAFT, State.DEPOSITED):
        return Verdict.no("Le dossier n’est plus en préparation\u00a0: son équipe ne change plus.")
    if at > application.deadline:
        return Verdict.no(f"{closed_on(application.closing)}{NO_BREAK}: l’équipe ne change plus.")
    return Verdict.yes()


def _is_live(membership: Membership) -> Verdict:
    if membership.state in (MembershipState.INVITED, MembershipState.ACTIVE):
        return Verdict.yes()
    return Verdict.no(f"Cette personne n’est plus dans l’équipe{NO_BREAK}: {_said(membership)}.")


def _is_own_active(user: User, membership: Membership) -> Verdict:
    if membership.state == MembershipState.ACTIVE and membership.user_id == user.pk:
        return Verdict.yes()
    return Verdict.no("Vous n’êtes pas, ou plus, dans l’équipe de ce dossier.")


def _said(membership: Membership) -> str:
    label = str(MembershipState(membership.state).label)
    return label[0].lower() + label[1:]
