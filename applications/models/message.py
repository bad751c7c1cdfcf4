"""What the team of a dossier and the coordination write to each other, and the notes that the coordination keeps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.states import Audience, Side
from inmp_portal.accounts.models import MailRhythm

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> MessageQuerySet:
        """Those of one's teams and, for those who read contents, all the others, notes included.

        A note of the coordination is never for the team, not even for a member who also belongs to the coordination.
        """
        if not user.is_authenticated:
            return self.none()
        own = Application.objects.of_team(user).order_by().values("pk")
        if user.reads_contents(at):
            return self.exclude(audience=Audience.COORDINATION, application__in=own)
        return self.filter(audience=Audience.EVERYBODY, application__in=own)

    def waiting(self, *, written_by: Side) -> MessageQuerySet:
        """Written by this side, and waiting for the answer of the other one."""
        return self.filter(side=written_by, awaits_answer=True, settled_at__isnull=True)


class Message(models.Model):
    """One message about a dossier: written once, neither changed nor deleted (a trigger refuses it).

    `key` names one sending of the form: sent twice, it makes one message. `settled_at`: the answer that it waits for came
    (`settled_with`), or somebody said that none is expected any more.
    """

    key = models.UUIDField("clé", unique=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="messages", verbose_name="dossier")
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="auteur ou autrice")
    author_role = models.CharField("rôle de l’auteur ou autrice", max_length=40)
    side = models.CharField("côté", max_length=12, choices=Side.choices)
    audience = models.CharField("destinataires", max_length=12, choices=Audience.choices)
    body = models.TextField("texte")
    written_at = models.DateTimeField("écrit le")
    awaits_answer = models.BooleanField("attend une réponse", default=False)
    settled_at = models.DateTimeField("réglé le", null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="réglé par"
    )
    settled_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="réponse"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering = ["application", "id"]
        indexes = [
            models.Index(fields=["application", "id"], name="applications_message_thread"),
            models.Index(fields=["written_at", "id"], name="applications_message_latest"),
            models.Index(
                fields=["side", "written_at"], name="applications_message_waits",
                condition=Q(awaits_answer=True, settled_at__isnull=True),
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=~Q(body=""), name="applications_message_says_something",
                violation_error_message="Un message a un texte.",
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.EVERYBODY) | Q(side=Side.COORDINATION, awaits_answer=False),
                name="applications_note_is_the_coordination_s",
                violation_error_message="Une note interne est de la coordination et n’attend pas de réponse.",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_with__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, awaits_answer=True),
                name="applications_message_settled_by_somebody",
                violation_error_message="Une réponse donnée, ou qui n’est plus attendue, porte sa date et son auteur.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Message {self.pk} du dossier {self.application_id}"

    @property
    def is_note(self) -> bool:
        """Between the people of the coordination."""
        return self.audience == Audience.COORDINATION

    @property
    def is_waiting(self) -> bool:
        return self.awaits_answer and self.settled_at is None


class AddresseeQuerySet(models.QuerySet["Addressee"]):
    def to_sum_up(self, before: datetime) -> AddresseeQuerySet:
        """Those to be told in a daily summary, of messages written before this instant."""
        return self.filter(mails=MailRhythm.DAILY, summed_up_at__isnull=True, message__written_at__lt=before)


class Addressee(models.Model):
    """To whom a message went, besides its author: the person, and the role that was printed beside their name.

    `mails` is how they were told at that time; `summed_up_at`: the daily summary that told it, or found it was not to.
    """

    message = models.ForeignKey(Message, models.PROTECT, related_name="addressees", verbose_name="message adressé")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="personne")
    role = models.CharField("rôle", max_length=40)
    side = models.CharField("côté", max_length=12, choices=Side.choices)
    mails = models.CharField("courriels", max_length=5, choices=MailRhythm.choices)
    summed_up_at = models.DateTimeField("repris dans un résumé le", null=True, blank=True)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        verbose_name = "destinataire d’un message"
        verbose_name_plural = "destinataires de messages"
        ordering = ["message", "id"]
        indexes = [
            models.Index(
                fields=["user"], name="applications_to_sum_up", condition=Q(mails="daily", summed_up_at__isnull=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "user"], name="applications_one_addressee_a_person",
                violation_error_message="Cette personne reçoit déjà le message.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"
