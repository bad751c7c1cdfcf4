"""Mails that are to leave: a row in the transaction of the change they speak of."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from inmp_portal.outbox.states import MailState


class Mail(models.Model):
    """One message to its recipients. `dedup_key` is unique: asked twice, it leaves once."""

    kind = models.CharField("modèle", max_length=60)
    to = ArrayField(models.EmailField(), verbose_name="destinataires")
    cc = ArrayField(models.EmailField(), verbose_name="copies", default=list, blank=True)
    subject = models.CharField("objet", max_length=300)
    text = models.TextField("texte")
    html = models.TextField("HTML")
    attachments = models.JSONField("pièces jointes", default=list)
    object_type = models.CharField("nature de l’objet", max_length=80, blank=True)
    object_id = models.CharField("identifiant de l’objet", max_length=80, blank=True)
    state = models.CharField("état", max_length=12, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    queued_at = models.DateTimeField("mis en file le")
    lease_until = models.DateTimeField("bail jusqu’à", null=True, blank=True)
    retry_at = models.DateTimeField("à reprendre le", null=True, blank=True)
    expires_at = models.DateTimeField("inutile après", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    error = models.TextField("erreur", blank=True)
    dedup_key = models.CharField("clé d’unicité", max_length=200, unique=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["retry_at", "id"],
                name="outbox_due",
                condition=models.Q(state__in=["queued", "retry", "sending"]),
            ),
            models.Index(fields=["object_type", "object_id"], name="outbox_by_object"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="outbox_sent_has_an_instant",
                violation_error_message="Un courriel envoyé porte son instant d’envoi, et lui seul.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sending") | models.Q(lease_until__isnull=False),
                name="outbox_sending_has_a_lease",
                violation_error_message="Un courriel en cours d’envoi porte un bail.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {', '.join(self.to)}"
