"""Roles: given by someone, at an instant, and revocable."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models.user import User


class Role(models.TextChoices):
    COORDINATOR = "coordinator", "Coordination"
    DIRECTOR = "director", "Direction du projet"
    ADMIN = "admin", "Administration technique"


COORDINATION = frozenset({Role.COORDINATOR, Role.DIRECTOR})  # who acts for the coordination of the call
CONTENT_READERS = COORDINATION  # by their role; ADMIN has no content right


class GrantQuerySet(models.QuerySet["Grant"]):
    def active(self) -> GrantQuerySet:
        """Grants in force."""
        return self.filter(revoked_at__isnull=True)

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> GrantQuerySet:
        """All of them for those who give roles, one's own for everybody else."""
        if not user.is_authenticated:
            return self.none()
        if user.roles & {Role.DIRECTOR, Role.ADMIN}:
            return self
        return self.filter(user=user)


class Grant(models.Model):
    """A role given to a person; revoked, it stays as a trace."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="grants", verbose_name="personne")
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="accordé par"
    )
    granted_at = models.DateTimeField("accordé le")
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)
    revoked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="retiré par"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "rôle accordé"
        verbose_name_plural = "rôles accordés"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(revoked_at__isnull=True),
                name="accounts_grant_one_active",
                violation_error_message="Cette personne a déjà ce rôle.",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="accounts_grant_revocation_paired",
                violation_error_message="Un retrait de rôle porte sa date et son auteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
