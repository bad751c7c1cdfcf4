"""The screening of a deposited version: its checks, the answers given to them, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from applications.models.application import Application
from applications.states import RULING, Finding, RulingState, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

LIVE_RULINGS = (RulingState.PROPOSED, RulingState.CONFIRMED)


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> ScreeningQuerySet:
        """The coordination's, by its role or an exceptional access; never of a dossier that one helps write."""
        if not user.is_authenticated or not user.reads_contents(at):
            return self.none()
        return self.exclude(application__in=Application.objects.of_team(user))

    def locked(self, screening: Screening) -> Screening:
        """The row read again under its dossier's lock; inside a transaction."""
        application = Application.objects.locked(Application(pk=screening.application_id))
        found = self.select_related("deposit").defer("deposit__snapshot").get(pk=screening.pk)
        found.application = application
        return found


class Screening(models.Model):
    """One deposited version being screened. `checks` keeps the checks of the edition as they were when it began.

    A complement makes a version, hence a screening of its own; those before stay as they are.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="screenings", verbose_name="dossier")
    deposit = models.OneToOneField(
        "applications.Deposit", models.PROTECT, related_name="screening", verbose_name="version examinée"
    )
    checks = models.JSONField("contrôles")
    started_at = models.DateTimeField("commencé le")
    started_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="commencé par")

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        verbose_name = "examen de recevabilité"
        verbose_name_plural = "examens de recevabilité"
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"Recevabilité de {self.application_id}"


class CheckAnswer(models.Model):
    """What was answered to one check. An answer replaced is kept, with the instant at which another took its place.

    `opinion` is 1, or 2 for the second of a check that asks for two. Of an automatic answer, `reason` is what was seen.
    """

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="answers", verbose_name="examen")
    code = models.CharField("contrôle", max_length=10)
    opinion = models.PositiveSmallIntegerField("avis", default=1)
    finding = models.CharField("réponse", max_length=3, choices=Finding.choices)
    reason = models.TextField("motif", blank=True)
    answered_at = models.DateTimeField("répondu le")
    answered_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="répondu par"
    )
    replaced_at = models.DateTimeField("remplacé le", null=True, blank=True)

    class Meta:
        verbose_name = "réponse à un contrôle"
        verbose_name_plural = "réponses aux contrôles"
        ordering = ["screening", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "code", "opinion"],
                condition=Q(replaced_at__isnull=True),
                name="applications_one_answer_a_check",
                violation_error_message="Ce contrôle a déjà une réponse.",
            ),
            models.UniqueConstraint(
                fields=["screening", "code", "answered_by"],
                condition=Q(replaced_at__isnull=True),
                name="applications_two_opinions_two_people",
                violation_error_message="Les deux avis d’un contrôle viennent de deux personnes.",
            ),
            models.CheckConstraint(
                condition=Q(finding=Finding.YES) | ~Q(reason=""),
                name="applications_answer_has_its_reason",
                violation_error_message="Une réponse «\u00a0non\u00a0» ou «\u00a0sans objet\u00a0» porte son motif.",
            ),
            models.CheckConstraint(
                condition=Q(opinion__in=[1, 2]),
                name="applications_answer_opinion_one_or_two",
                violation_error_message="Un contrôle reçoit un avis, ou deux.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} : {self.get_finding_display()}"

    @property
    def is_automatic(self) -> bool:
        """Computed from the deposit, by nobody."""
        return self.answered_by_id is None


class RulingQuerySet(models.QuerySet["Ruling"]):
    def live(self) -> RulingQuerySet:
        """Proposed or taken: neither dropped nor reversed."""
        return self.filter(state__in=LIVE_RULINGS)


class Ruling(models.Model):
    """A decision on eligibility. One that refuses is proposed by one person and taken by another; see decision 0026."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="rulings", verbose_name="examen")
    outcome = models.CharField(
        "décision", max_length=20,
        choices=[(state.value, state.label) for state in (State.ELIGIBLE, State.INELIGIBLE)],
    )  # fmt: skip
    motive = models.TextField("motif", blank=True)
    state = models.CharField("état", max_length=10, choices=RulingState.choices)
    proposed_at = models.DateTimeField("proposée le")
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="proposée par")
    confirmed_at = models.DateTimeField("prise le", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prise par"
    )
    ended_at = models.DateTimeField("écartée ou annulée le", null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="écartée ou annulée par"
    )
    end_reason = models.TextField("motif de l’annulation", blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = "décision de recevabilité"
        verbose_name_plural = "décisions de recevabilité"
        ordering = ["screening", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening"], condition=Q(state__in=LIVE_RULINGS), name="applications_one_live_ruling",
                violation_error_message="Une décision est déjà proposée ou prise.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=State.ELIGIBLE) | ~Q(motive=""), name="applications_refusal_has_its_motive",
                violation_error_message="Une décision d’irrecevabilité porte son motif.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=State.INELIGIBLE) | Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="applications_refusal_read_twice",
                violation_error_message="Une décision d’irrecevabilité est prise après une seconde lecture.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RulingState.PROPOSED, RulingState.DROPPED], confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(state__in=[RulingState.CONFIRMED, RulingState.REVERSED], confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="applications_ruling_taken_by_somebody",
                violation_error_message="Une décision prise porte sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE_RULINGS, ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(state__in=LIVE_RULINGS) & ~Q(end_reason="")),
                name="applications_ruling_ended_with_a_reason",
                violation_error_message="Une décision annulée porte sa date, son auteur et son motif.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.get_state_display()})"

    def move(self, target: RulingState, **fields: Any) -> None:
        """Change the state as the table allows, with the fields that go with it, and save just those."""
        RULING.verdict(self.state, target).require()
        self.state = target
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])
