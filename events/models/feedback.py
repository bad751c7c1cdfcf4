"""What people say of a café afterwards, and what the coordination wrote to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from inmp_portal.accounts.models import COORDINATION

SHOWN_FROM = 5  # answers: fewer could be recognised


class Feedback(models.Model):
    """The answers of one person who was there: nothing says who, `day` is all that is known of when."""

    cafe = models.ForeignKey("events.Cafe", models.CASCADE, related_name="feedbacks", verbose_name="café")
    answers = models.JSONField("réponses", default=dict)
    day = models.DateField("jour")

    class Meta:
        verbose_name = "avis sur un café"
        verbose_name_plural = "avis sur les cafés"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Avis {self.pk}"


class GroupMessageQuerySet(models.QuerySet["GroupMessage"]):
    def visible_to(self, user: Any, at: datetime) -> GroupMessageQuerySet:
        """The coordination and the direction."""
        if user.is_authenticated and user.roles & COORDINATION:
            return self
        return self.none()


class GroupMessage(models.Model):
    """One message to the registrations that `criteria` chose, with how many it reached."""

    reference = models.CharField("référence", max_length=12, unique=True)
    cafe = models.ForeignKey("events.Cafe", models.PROTECT, related_name="messages", verbose_name="café")
    subject = models.CharField("objet", max_length=150)
    body = models.TextField("texte")
    criteria = models.JSONField("destinataires choisis", default=dict)
    recipient_count = models.PositiveIntegerField("nombre de destinataires", default=0)
    sent_at = models.DateTimeField("envoyé le")
    sent_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="envoyé par")

    objects = GroupMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message groupé"
        verbose_name_plural = "messages groupés"
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
