"""Reminders already given, and what somebody decided about those to come."""

from __future__ import annotations

from django.db import models

from inmp_portal.outbox.models.mail import Mail


class Reminder(models.Model):
    """A reminder that was given, once for ever: `rule` about one object, for one due instant.

    The row is written in the transaction that queues the mail. What is due is computed from the dates and never
    stored, so that moving a date moves every reminder not given yet and none of the others.
    """

    rule = models.CharField("règle", max_length=60)
    object_type = models.CharField("nature de l’objet", max_length=80)
    object_id = models.CharField("identifiant de l’objet", max_length=80)
    due_at = models.DateTimeField("échéance")
    given_at = models.DateTimeField("envoyé le")
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="courriel")

    class Meta:
        verbose_name = "relance"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "object_type", "object_id", "due_at"],
                name="outbox_reminder_given_once",
                violation_error_message="Cette relance a déjà été envoyée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} – {self.object_type} {self.object_id}"


class PlannedReminderQuerySet(models.QuerySet["PlannedReminder"]):
    def locked(self, scope: str, rule: str) -> PlannedReminder:
        """The row of a rule, made if nothing was decided about it yet, under its lock; inside a transaction."""
        return self.select_for_update().get_or_create(scope=scope, rule=rule)[0]


class PlannedReminder(models.Model):
    """What somebody decided about the reminders of a rule: held back, or to leave before their hour.

    `scope` names the call or the café whose rule it is. No row: they leave at their hour.
    """

    scope = models.CharField("portée", max_length=80)
    rule = models.CharField("règle", max_length=60)
    held_at = models.DateTimeField("retenue le", null=True, blank=True)
    early_at = models.DateTimeField("à envoyer dès le", null=True, blank=True)

    objects = PlannedReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "relance à venir"
        verbose_name_plural = "relances à venir"
        ordering = ["scope", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "rule"], name="outbox_planned_once"),
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True) | models.Q(early_at__isnull=True),
                name="outbox_planned_one_way",
                violation_error_message="Une relance est retenue ou avancée, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} – {self.scope}"
