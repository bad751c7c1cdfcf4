"""More time for one dossier, with a reason and the person who allowed it."""

from __future__ import annotations

from django.db import models


class Extension(models.Model):
    """The close of one dossier, moved for a reason."""

    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="extensions", verbose_name="dossier"
    )
    until = models.DateTimeField("jusqu’au")
    reason = models.TextField("motif")
    granted_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="accordée par")
    granted_at = models.DateTimeField("accordée le")

    class Meta:
        verbose_name = "prolongation"
        ordering = ["application", "-until"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="applications_extension_has_a_reason",
                violation_error_message="Une prolongation porte son motif.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} → {self.until:%d/%m/%Y %H:%M}"
