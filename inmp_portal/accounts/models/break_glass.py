"""« Accès exceptionnel »: an administrator reads contents for an hour, with a reason, in front of witnesses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from inmp_portal.accounts.models.grant import CONTENT_READERS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models.user import User


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    def running(self, at: datetime) -> BreakGlassQuerySet:
        """Opened, neither ended by the hour nor closed before it."""
        return self.filter(opened_at__lte=at, ends_at__gt=at, closed_at__isnull=True)

    def visible_to(self, user: User | AnonymousUser, at: datetime) -> BreakGlassQuerySet:
        """All of them for the coordination and the direction, who are the witnesses; one's own for everybody else."""
        if not user.is_authenticated:
            return self.none()
        return self if user.roles & CONTENT_READERS else self.filter(person=user)


class BreakGlass(models.Model):
    """One access: it gives the reading of what the coordination reads, and no action. It stays as a trace."""

    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="break_glasses", verbose_name="personne")
    reason = models.TextField("motif")
    opened_at = models.DateTimeField("ouvert le")
    ends_at = models.DateTimeField("prend fin le")
    closed_at = models.DateTimeField("refermé le", null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="refermé par"
    )

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name = "accès exceptionnel"
        verbose_name_plural = "accès exceptionnels"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at__lt=F("ends_at")),
                name="accounts_break_glass_has_an_end",
                violation_error_message="Un accès exceptionnel prend fin après s’être ouvert.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="accounts_break_glass_has_a_reason",
                violation_error_message="Un accès exceptionnel porte son motif.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="accounts_break_glass_closing_paired",
                violation_error_message="Une fermeture porte sa date et son auteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"Accès exceptionnel de {self.person}"

    def is_running(self, at: datetime) -> bool:
        """The same question as `running`, of a row at hand."""
        return self.closed_at is None and self.opened_at <= at < self.ends_at
