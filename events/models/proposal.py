"""Appointments to be given, or given again, all at once: worked out by a task, confirmed by a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from events.states import PROPOSAL, ProposalKind, ProposalState
from inmp_portal.accounts.models import COORDINATION


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Any, at: datetime) -> ProposalQuerySet:
        """The coordination and the direction."""
        if user.is_authenticated and user.roles & COORDINATION:
            return self
        return self.none()

    def undecided(self) -> ProposalQuerySet:
        return self.filter(state__in=(ProposalState.PENDING, ProposalState.READY, ProposalState.FAILED))

    def locked(self, proposal: Proposal) -> Proposal:
        """The row, read again under its lock; inside a transaction, after the café's own lock."""
        rows = self.select_for_update(of=("self",)).select_related("cafe", "decided_by")
        return rows.get(pk=proposal.pk)


class Proposal(models.Model):
    """One at a time for a café. `places` maps references of registrations to keys of slots (null: the waiting list).

    `gone` are the keys of the slots that close; `basis` is the print of the appointments that it was worked out from: when
    they have changed since, it is not applied.
    """

    reference = models.CharField("référence", max_length=12, unique=True)
    cafe = models.ForeignKey("events.Cafe", models.CASCADE, related_name="proposals", verbose_name="café")
    kind = models.CharField("objet", max_length=12, choices=ProposalKind.choices)
    state = models.CharField(
        "état", max_length=12, choices=ProposalState.choices, default=ProposalState.PENDING
    )  # fmt: skip
    reason = models.CharField("motif", max_length=200, blank=True)
    gone = ArrayField(models.BigIntegerField(), verbose_name="créneaux fermés", default=list, blank=True)
    places = models.JSONField("attributions", default=dict, blank=True)
    basis = models.CharField("empreinte des rendez-vous", max_length=64, blank=True)
    error = models.CharField("erreur", max_length=300, blank=True)
    asked_at = models.DateTimeField("demandée le")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="demandée par")
    computed_at = models.DateTimeField("calculée le", null=True, blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="décidée par"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "proposition d’attribution"
        verbose_name_plural = "propositions d’attribution"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cafe"],
                condition=Q(state__in=("pending", "ready", "failed")),
                name="events_proposal_one_undecided",
                violation_error_message="Une proposition attend déjà une décision pour ce café.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="events_proposal_decision_paired",
                violation_error_message="Une décision porte sa date et son auteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.asked_at:%d/%m/%Y %H:%M}"

    def move(self, target: ProposalState, **changes: Any) -> None:
        """Go to another state, as the table allows (Refused otherwise), and save."""
        PROPOSAL.verdict(self.state, target).require()
        for name, value in {"state": target, **changes}.items():
            setattr(self, name, value)
        self.save()
