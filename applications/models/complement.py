"""What the coordination asks a team to complete once the call is closed: the named fields, until a date."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.states import COMPLEMENT, ComplementState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User


class ComplementQuerySet(models.QuerySet["Complement"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> ComplementQuerySet:
        """Those of the dossiers that one may see: the team's own, all of them for the coordination."""
        return self.filter(application__in=Application.objects.visible_to(user, at))

    def asked(self) -> ComplementQuerySet:
        """Still waiting for their answer, in time or not."""
        return self.filter(state=ComplementState.ASKED)


class Complement(models.Model):
    """One request. `items` is a list of {field, label, precision}: the only fields that the team may change.

    `due_at` is included. `set_aside` keeps what the team had typed after its deposit without depositing it: the working
    copy goes back to the deposit, so that nothing but what is asked for can be sent. `deposit` is the version that
    answers, `reply` what the team wrote with it.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="complements", verbose_name="dossier")
    screening = models.ForeignKey(
        "applications.Screening", models.PROTECT, related_name="complements", verbose_name="examen"
    )
    items = models.JSONField("éléments demandés")
    message = models.TextField("message à l’équipe", blank=True)
    state = models.CharField("état", max_length=10, choices=ComplementState.choices, default=ComplementState.ASKED)
    asked_at = models.DateTimeField("demandé le")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="demandé par")
    due_at = models.DateTimeField("attendu avant le")
    set_aside = models.JSONField("saisie non déposée, mise de côté", null=True, blank=True)
    deposit = models.OneToOneField(
        "applications.Deposit", models.PROTECT, null=True, blank=True, related_name="complement",
        verbose_name="version qui répond",
    )  # fmt: skip
    reply = models.TextField("réponse de l’équipe", blank=True)
    resolved_at = models.DateTimeField("clos le", null=True, blank=True)
    end_reason = models.TextField("motif de l’annulation", blank=True)

    objects = ComplementQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de complément"
        verbose_name_plural = "demandes de complément"
        ordering = ["application", "id"]
        indexes = [models.Index(fields=["due_at"], name="applications_complement_due", condition=Q(state="asked"))]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=ComplementState.ASKED), name="applications_one_open_complement",
                violation_error_message="Un complément est déjà demandé.",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("asked_at")), name="applications_complement_leaves_time",
                violation_error_message="Un complément est attendu après sa demande.",
            ),
            models.CheckConstraint(
                condition=Q(state=ComplementState.ASKED, resolved_at__isnull=True)
                | (~Q(state=ComplementState.ASKED) & Q(resolved_at__isnull=False)),
                name="applications_complement_resolved_has_an_instant",
                violation_error_message="Une demande close porte sa date.",
            ),
            models.CheckConstraint(
                condition=Q(state=ComplementState.RECEIVED, deposit__isnull=False)
                | (~Q(state=ComplementState.RECEIVED) & Q(deposit__isnull=True)),
                name="applications_complement_received_is_a_deposit",
                violation_error_message="Un complément reçu est une version déposée.",
            ),
            models.CheckConstraint(
                condition=~Q(items=[]), name="applications_complement_names_fields",
                violation_error_message="Une demande nomme au moins un élément.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Complément de {self.application_id} ({self.get_state_display()})"

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the team may change."""
        return frozenset(item["field"] for item in self.items)

    def move(self, target: ComplementState, **fields: Any) -> None:
        """Change the state as the table allows, with the fields that go with it, and save just those."""
        COMPLEMENT.verdict(self.state, target).require()
        self.state = target
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])
