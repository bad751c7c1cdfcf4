"""Mails that are to leave: a row in the transaction of the change they speak of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from inmp_portal.lib import claiming
from inmp_portal.outbox.methods.markup import without_secrets
from inmp_portal.outbox.states import MailState, Priority

# The ground floor knows roles by their word only: the table of roles stands one storey up, in accounts.
QUEUE_KEEPERS = frozenset({"coordinator", "director"})


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, user: Any, at: datetime) -> MailQuerySet:
        """The queue is for whoever reads contents: the coordination, the direction, an exceptional access."""
        if user.is_authenticated and user.reads_contents(at):
            return self
        return self.none()

    def due(self, at: datetime) -> MailQuerySet:
        """What may leave now, codes first."""
        waiting = (MailState.QUEUED, MailState.RETRY)
        return self.filter(
            claiming.due(at, waiting=waiting, busy=MailState.SENDING, lease=settings.MAIL_LEASE)
        ).order_by("priority", "id")

    def without_contents(self) -> MailQuerySet:
        """For lists."""
        return self.defer("text", "html", "attachments")

    def with_reference(self, reference: str) -> MailQuerySet:
        """The mail that an address names."""
        return self.filter(message_id__startswith=f"<{reference}@")

    def locked(self, mail: Mail) -> Mail:
        """The row, read again under its lock; inside a transaction."""
        return self.select_for_update().get(pk=mail.pk)


class Mail(models.Model):
    """One message to its recipients. `dedup_key` is unique: asked twice, it leaves once.

    `attachments` are dicts with `name`, `content_type` and `sha256`, the key of the content store; one with `is_alternative`
    says what the text says in another form and stands beside it too, not only among the files. The contents of a `sensitive`
    mail (a sign-in code) are shown to nobody and erased once it has left.
    """

    kind = models.CharField("modèle", max_length=60)
    priority = models.PositiveSmallIntegerField("priorité", choices=Priority.choices, default=Priority.NORMAL)
    sensitive = models.BooleanField("contenu confidentiel", default=False)
    to = ArrayField(models.EmailField(), verbose_name="destinataires")
    cc = ArrayField(models.EmailField(), verbose_name="copies", default=list, blank=True)
    subject = models.CharField("objet", max_length=300)
    text = models.TextField("texte")
    html = models.TextField("HTML", blank=True)
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

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["priority", "id"],
                name="outbox_due",
                condition=models.Q(state__in=["queued", "retry", "sending"]),
            ),
            models.Index(fields=["state", "-id"], name="outbox_by_state"),
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
        return f"{self.shown_subject} → {', '.join(self.to)}"

    @property
    def reference(self) -> str:
        """What addresses carry: the beginning of the Message-ID."""
        return self.message_id.strip("<>").split("@")[0]

    @property
    def shown_subject(self) -> str:
        """The subject as people of the queue may read it."""
        return "Contenu confidentiel" if self.sensitive else self.subject

    @property
    def shown_text(self) -> str:
        """The text as people of the queue may read it: no personal link that they could follow."""
        return "" if self.sensitive else without_secrets(self.text)
