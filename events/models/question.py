"""A question asked to the cafés: brought to an appointment, or written by somebody who cannot come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from events.models.leading import WithCall
from inmp_portal.accounts.models import COORDINATION

if TYPE_CHECKING:
    from applications.models import Application


class CafeQuestionQuerySet(WithCall["CafeQuestion"]):
    def visible_to(self, user: Any, at: datetime) -> CafeQuestionQuerySet:
        """All of them for the coordination and the direction, those of one's desk for an expert; never a reviewer."""
        if not user.is_authenticated:
            return self.none()
        if user.roles & COORDINATION:
            return self
        return self.filter(desk__expert=user)

    def about(self, application: Application, user: Any) -> CafeQuestionQuerySet:
        """Those of the registrations tied to a dossier, for whoever leads it and nobody else, whatever their role.

        What is said at a café helps the applicant and judges nobody: no reviewer reads it, not even through the dossier.
        """
        if not application.is_led_by(user):
            return self.none()
        return self.filter(registration__application=application, registration__user=user)

    def unanswered(self) -> CafeQuestionQuerySet:
        return self.filter(answered_at__isnull=True)

    def locked(self, question: CafeQuestion) -> CafeQuestion:
        """The row, read again under its lock; inside a transaction."""
        rows = self.select_for_update(of=("self",)).with_call("desk", "registration", "same_as")
        return rows.get(pk=question.pk)


class CafeQuestion(models.Model):
    """One question in its author's words. `same_as` names the question whose answer serves this one too.

    `theme` is a code of the questionnaire; `file_*` is the document joined to it, in the content store.
    """

    reference = models.CharField("référence", max_length=12, unique=True)
    cafe = models.ForeignKey("events.Cafe", models.PROTECT, related_name="questions_asked", verbose_name="café")
    registration = models.OneToOneField(
        "events.Registration",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="question",
        verbose_name="inscription",
    )
    desk = models.ForeignKey(
        "events.Desk", models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name="guichet"
    )
    author_name = models.CharField("auteur", max_length=170, blank=True)
    author_email = models.EmailField("adresse de l’auteur", blank=True)
    theme = models.CharField("thème", max_length=20, blank=True)
    text = models.TextField("question")
    file_name = models.CharField("document, nom", max_length=150, blank=True)
    file_sha256 = models.CharField("document, empreinte", max_length=64, blank=True)
    file_size = models.PositiveIntegerField("document, octets", null=True, blank=True)
    may_be_published = models.BooleanField("publication acceptée, sans nom", default=False)
    asked_at = models.DateTimeField("posée le")
    same_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="duplicates", verbose_name="même question que"
    )
    answer = models.TextField("réponse", blank=True)
    answered_at = models.DateTimeField("réponse donnée le", null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="réponse donnée par"
    )
    published_as = models.ForeignKey(
        "applications.Question", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="publiée dans"
    )

    objects = CafeQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question posée"
        verbose_name_plural = "questions posées"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="events_question_answer_paired",
                violation_error_message="Une réponse porte son texte, sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=Q(published_as__isnull=True) | Q(may_be_published=True),
                name="events_question_published_with_consent",
                violation_error_message="Cette question ne peut pas être publiée : son auteur ne l’a pas accepté.",
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.reference}"  # the journal keeps this for years: no words of anybody in it

    @property
    def answering(self) -> CafeQuestion:
        """The question whose answer serves this one: the group's, or itself."""
        return self.same_as or self

    @property
    def said_answer(self) -> str:
        """The answer that was given, here or to the same question asked by somebody else; empty before."""
        return self.answering.answer

    @property
    def asker_email(self) -> str:
        """Where its author reads mail; empty for whoever left no address."""
        return self.registration.email if self.registration else self.author_email

    @property
    def asker_name(self) -> str:
        return self.registration.full_name if self.registration else self.author_name
