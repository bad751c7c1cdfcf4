"""Texts of mails that somebody wrote anew."""

from __future__ import annotations

from django.db import models


class MailTextQuerySet(models.QuerySet["MailText"]):
    def locked(self, kind: str) -> MailText:
        """The row of a kind, made if it was not there yet, under its lock; inside a transaction."""
        return self.select_for_update().get_or_create(kind=kind)[0]


class MailText(models.Model):
    """The text of a kind of mail, once somebody wrote it anew. Empty, it is the delivered one again.

    Mails already queued keep the text they were written with. The journal holds every text there ever was.
    """

    kind = models.CharField("modèle", max_length=60, unique=True)
    subject = models.CharField("objet", max_length=300, blank=True)
    body = models.TextField("texte", max_length=10_000, blank=True)
    version = models.PositiveIntegerField("version", default=0)
    changed_at = models.DateTimeField("modifié le", null=True, blank=True)

    objects = MailTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte de courriel"
        verbose_name_plural = "textes de courriels"
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject="", body="") | (~models.Q(subject="") & ~models.Q(body="")),
                name="outbox_text_is_whole",
                violation_error_message="Un texte de courriel a un objet et un corps.",
            )
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_delivered(self) -> bool:
        """Nothing was written anew, or it was taken back."""
        return not self.body
