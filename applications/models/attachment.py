"""Files joined to a dossier: cleaned copies, stored by their content."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import CharField, Exists, Func, JSONField, OuterRef, Q
from django.db.models.functions import Cast, JSONObject

from applications.models.deposit import Deposit
from applications.models.membership import is_member
from applications.sections.reading.doubts import doubts_of_file
from applications.states import TextRead
from inmp_portal.lib.files.refusals import megabytes
from inmp_portal.lib.french import counted

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> AttachmentQuerySet:
        """The team reads the files of its working copy and of its deposits, the coordination those deposited.

        Nobody reads a file in quarantine, whoever put it there.
        """
        if not user.is_authenticated:
            return self.none()
        team = Q(application__lead=user) | is_member(user, of="application")
        own = team & (Q(removed_at__isnull=True) | Q(is_deposited=True))
        staff = Q(is_deposited=True) if user.reads_contents(at) else Q(pk__in=())
        return self.with_deposited().filter(own | staff, quarantined_at__isnull=True)

    def deposited_for(self, user: User | AnonymousUser, at: datetime) -> AttachmentQuerySet:
        """What the coordination knows of the deposited files, those in quarantine included: their names, not their bytes."""
        if not (user.is_authenticated and user.reads_contents(at)):
            return self.none()
        return self.with_deposited().filter(Q(is_deposited=True))

    def with_deposited(self) -> AttachmentQuerySet:
        """`is_deposited`: a deposited version names this very file; removing it since then changes nothing."""
        key = JSONObject(key=Cast(OuterRef("key"), CharField()))
        named = Func(key, function="jsonb_build_array", output_field=JSONField())
        deposits = Deposit.objects.filter(application=OuterRef("application"), snapshot__files__contains=named)
        return self.annotate(is_deposited=Exists(deposits.order_by()))

    def present(self) -> AttachmentQuerySet:
        """Files of the working copy: not removed since, nor put in quarantine."""
        return self.filter(removed_at__isnull=True, quarantined_at__isnull=True)


class Attachment(models.Model):
    """One accepted file. The bytes lie under their SHA-256; `key` is the random address people see."""

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="attachments", verbose_name="dossier"
    )
    field = models.CharField("champ du formulaire", max_length=40)
    key = models.UUIDField("clé", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("nom", max_length=150)
    content_type = models.CharField("nature", max_length=60)
    sha256 = models.CharField("empreinte", max_length=64)
    size = models.PositiveIntegerField("taille en octets")
    pages = models.PositiveSmallIntegerField("pages", null=True, blank=True)
    caption = models.CharField("légende", max_length=250, blank=True)
    alt_text = models.CharField("texte de remplacement", max_length=250, blank=True)
    added_at = models.DateTimeField("ajouté le")
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="ajouté par")
    removed_at = models.DateTimeField("retiré le", null=True, blank=True)
    removed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="retiré par"
    )

    doubts = models.JSONField(
        "ressemblances avec des données de patients", default=list, blank=True
    )  # as `actions.attaching` finds them
    text_read = models.CharField(
        "lecture du texte", max_length=10, choices=TextRead.choices, default=TextRead.NOT_YET, blank=True
    )
    quarantined_at = models.DateTimeField("mis à l’écart le", null=True, blank=True)
    quarantined_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mis à l’écart par"
    )
    quarantine_reason = models.TextField("motif de la mise à l’écart", blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering = ["application", "field", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="applications_attachment_removal_paired",
                violation_error_message="Un retrait de pièce porte sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=Q(quarantined_at__isnull=True, quarantined_by__isnull=True, quarantine_reason="")
                | (Q(quarantined_at__isnull=False, quarantined_by__isnull=False) & ~Q(quarantine_reason="")),
                name="applications_attachment_quarantine_whole",
                violation_error_message="Une mise à l’écart porte sa date, son auteur et son motif.",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="applications_attachment_not_empty",
                violation_error_message="Le fichier est vide.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def described(self) -> str:
        """« 3 pages, 840 ko »; the weight alone for an image."""
        return f"{counted(self.pages, 'page')}, {self.shown_size}" if self.pages else self.shown_size

    @property
    def doubt(self) -> str:
        """What looks like a patient's data in this file, its name or its caption, in words; empty when nothing does."""
        return doubts_of_file(self.doubts, self.name, self.caption, self.alt_text)

    @property
    def shown_size(self) -> str:
        """« 840 ko »."""
        return megabytes(self.size)
