"""Who writes a dossier with its lead: invited by address, each with a role."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from applications.states import LIVE_MEMBERSHIPS, MEMBERSHIP, MembershipState, TeamRole

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from applications.models.application import Application
    from inmp_portal.accounts.models import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> MembershipQuerySet:
        """Those of the dossiers that one leads or helps write, and the invitations sent to one's own address."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(user=user).values("application")
        return self.filter(Q(application__lead=user) | Q(application__in=mine) | Q(email__iexact=user.email))

    def active(self) -> MembershipQuerySet:
        return self.filter(state=MembershipState.ACTIVE)

    def addressed_to(self, user: User) -> MembershipQuerySet:
        """Invitations to this person's address, answered or not: an invitation is bound to it."""
        return self.filter(email__iexact=user.email)

    def live(self) -> MembershipQuerySet:
        """Invited or active: they hold a place in the team."""
        return self.filter(state__in=LIVE_MEMBERSHIPS)

    def locked(self, membership: Membership) -> Membership:
        """The row, read again under its lock; inside a transaction, after the dossier's own lock."""
        rows = self.select_for_update(of=("self",)).select_related("application__call", "application__lead", "user")
        return rows.get(pk=membership.pk)


class Membership(models.Model):
    """One person of a dossier's team besides its lead, from the invitation on.

    `email` is the address that the invitation is bound to, erased when it is refused. `user` is the account that accepted
    it. `done_at`: this person said that their part is finished. `transfer_until`: the lead offers them the dossier until
    then.
    """

    reference = models.CharField("référence", max_length=16, unique=True)
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="memberships", verbose_name="dossier"
    )
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="compte"
    )
    email = models.EmailField("adresse invitée", blank=True)
    role = models.CharField("rôle", max_length=10, choices=TeamRole.choices)
    state = models.CharField("état", max_length=10, choices=MembershipState.choices, default=MembershipState.INVITED)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="invitée par")
    invited_at = models.DateTimeField("invitée le")
    expires_at = models.DateTimeField("expire le")
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    ended_at = models.DateTimeField("fin le", null=True, blank=True)
    done_at = models.DateTimeField("partie terminée le", null=True, blank=True)
    transfer_until = models.DateTimeField("transfert proposé jusqu’au", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membre d’équipe"
        verbose_name_plural = "membres d’équipe"
        ordering = ["application", "invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "application", Lower("email"),
                condition=Q(state__in=LIVE_MEMBERSHIPS),
                name="applications_member_one_live_an_address",
                violation_error_message="Cette adresse est déjà invitée à ce dossier.",
            ),
            models.UniqueConstraint(
                fields=["application", "user"],
                condition=Q(state=MembershipState.ACTIVE),
                name="applications_member_one_a_person",
                violation_error_message="Cette personne est déjà dans l’équipe.",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(transfer_until__isnull=False),
                name="applications_one_transfer_a_dossier",
                violation_error_message="Un transfert est déjà proposé.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MembershipState.ACTIVE) | Q(user__isnull=False, answered_at__isnull=False),
                name="applications_active_member_has_an_account",
                violation_error_message="Un membre actif a un compte et une date de réponse.",
            ),
            models.CheckConstraint(
                condition=Q(transfer_until__isnull=True) | Q(state=MembershipState.ACTIVE, role=TeamRole.CO_LEAD),
                name="applications_transfer_to_a_co_lead",
                violation_error_message="Un dossier ne se transfère qu’à une personne qui le co-porte.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.label} ({self.get_role_display()})"

    @property
    def label(self) -> str:
        """The person's name once the invitation is accepted, else the address; neither after a refusal."""
        return str(self.user) if self.user else self.email or "adresse effacée"

    def move(self, target: MembershipState, **fields: Any) -> None:
        """Change the state as the table allows, with the fields that go with it, and save just those."""
        MEMBERSHIP.verdict(self.state, target).require()
        self.state = target
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])

    def is_addressed_to(self, user: User | AnonymousUser) -> bool:
        return user.is_authenticated and bool(self.email) and self.email.lower() == user.email.lower()

    def is_expired(self, at: datetime) -> bool:
        """Only an invitation that nobody answered expires."""
        return self.state == MembershipState.INVITED and at > self.expires_at

    def is_offered_the_dossier(self, at: datetime) -> bool:
        return self.transfer_until is not None and at <= self.transfer_until


def is_member(user: User, *, of: str) -> Exists:
    """Is this person an active member of the dossier that `of` leads to? For a filter."""
    rows = Membership.objects.active().filter(application=OuterRef(of), user=user)
    return Exists(rows.order_by())


def role_in(application: Application, user: User) -> TeamRole | None:
    """The role of an active member; None for everybody else. One query."""
    found = Membership.objects.active().filter(application=application, user=user).order_by()
    role = found.values_list("role", flat=True).first()
    return TeamRole(role) if role else None
