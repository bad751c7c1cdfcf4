"""PDFs that are due: built once by the worker, hashed, never rebuilt once ready."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.states import DocumentKind, DocumentState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> DocumentQuerySet:
        """The PDFs of the dossiers that this person may see."""
        return self.filter(deposit__application__in=Application.objects.visible_to(user, at))

    def unfinished(self) -> DocumentQuerySet:
        """Those that somebody still waits for, given up ones included."""
        return self.exclude(state=DocumentState.READY)


class Document(models.Model):
    """One PDF of one deposit; the row is the work order, the worker only a nudge away."""

    deposit = models.ForeignKey("applications.Deposit", models.PROTECT, related_name="documents", verbose_name="dépôt")
    kind = models.CharField("nature", max_length=10, choices=DocumentKind.choices)
    state = models.CharField("état", max_length=10, choices=DocumentState.choices, default=DocumentState.QUEUED)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    queued_at = models.DateTimeField("mis en file le")
    lease_until = models.DateTimeField("bail jusqu’à", null=True, blank=True)
    retry_at = models.DateTimeField("à reprendre le", null=True, blank=True)
    error = models.TextField("erreur", blank=True)
    sha256 = models.CharField("empreinte", max_length=64, blank=True)
    size = models.PositiveIntegerField("taille", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("pages", null=True, blank=True)
    built_at = models.DateTimeField("produit le", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document PDF"
        verbose_name_plural = "documents PDF"
        ordering = ["deposit", "id"]
        indexes = [
            models.Index(
                fields=["id"], name="applications_document_due", condition=Q(state__in=["queued", "building", "retry"])
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["deposit", "kind"], name="applications_one_document_a_kind"),
            models.CheckConstraint(
                condition=(Q(state="ready", built_at__isnull=False) & ~Q(sha256=""))
                | (~Q(state="ready") & Q(built_at__isnull=True, sha256="")),
                name="applications_document_ready_is_hashed",
                violation_error_message="Un document prêt porte son empreinte et sa date, et lui seul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.deposit_id}"
