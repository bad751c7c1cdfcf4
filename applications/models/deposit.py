"""Deposits: what was deposited, exactly, for ever; and the attempts, refused ones included."""

from __future__ import annotations

from django.db import models


class FrozenForm(models.Model):
    """The form of a call as deposits were written with it, once for all of them. Immutable by trigger.

    `sha256` is that of its canonical JSON: the same form has the same name, whatever the call.
    """

    sha256 = models.CharField("empreinte SHA-256", max_length=64, primary_key=True)
    form = models.JSONField("formulaire")

    class Meta:
        verbose_name = "formulaire figé"
        verbose_name_plural = "formulaires figés"

    def __str__(self) -> str:
        return self.sha256[:12]


class Deposit(models.Model):
    """One deposited version. Immutable by trigger: neither updated nor deleted.

    `snapshot` holds the answers, the totals, the files by hash and the people as they stood; `frozen_form` the
    definition they were written with; `fingerprint` is the SHA-256 of the canonical JSON of both.
    """

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="deposits", verbose_name="dossier"
    )
    version = models.PositiveSmallIntegerField("version")
    number = models.CharField("numéro de dépôt", max_length=30)
    token = models.UUIDField("jeton de la confirmation", unique=True)
    snapshot = models.JSONField("contenu")
    frozen_form = models.ForeignKey(FrozenForm, models.PROTECT, related_name="+", verbose_name="formulaire")
    fingerprint = models.CharField("empreinte SHA-256", max_length=64)
    deposited_at = models.DateTimeField("déposé le")
    deposited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="déposé par")
    closes_at = models.DateTimeField("clôture en vigueur")

    class Meta:
        verbose_name = "dépôt"
        ordering = ["application", "version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="applications_deposit_version"),
            models.UniqueConstraint(fields=["number", "version"], name="applications_deposit_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} version {self.version}"


class DepositAttempt(models.Model):
    """Somebody pressed the button: kept whatever the answer, with a reference that person can quote."""

    reference = models.CharField("référence", max_length=20, unique=True)
    application = models.ForeignKey(
        "applications.Application", models.PROTECT, related_name="attempts", verbose_name="dossier"
    )
    token = models.UUIDField("jeton de la confirmation")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="par")
    at = models.DateTimeField("instant")
    deposit = models.ForeignKey(
        Deposit, models.PROTECT, null=True, blank=True, related_name="attempts", verbose_name="dépôt"
    )
    reason = models.TextField("motif du refus", blank=True)

    class Meta:
        verbose_name = "tentative de dépôt"
        verbose_name_plural = "tentatives de dépôt"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deposit__isnull=False, reason="")
                | (models.Q(deposit__isnull=True) & ~models.Q(reason="")),
                name="applications_attempt_has_its_outcome",
                violation_error_message="Une tentative porte son dépôt, ou le motif de son refus.",
            )
        ]

    def __str__(self) -> str:
        return self.reference
