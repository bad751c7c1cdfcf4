"""A café: when, where, for how many, and the questionnaire of its sign-up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from events.methods.reading.questionnaire import FORMAT
from events.models.desk import feed_secret
from events.models.leading import WithCall
from events.states import CafeKind
from inmp_portal.lib.french import duration


class CafeQuerySet(WithCall["Cafe"]):
    to_call = "call"

    def visible_to(self, user: Any, at: datetime) -> CafeQuerySet:
        """Cafés are public, to visitors as well."""
        return self

    def locked(self, cafe: Cafe) -> Cafe:
        """The row, read again under its lock; inside a transaction.

        Every action that moves a seat or the waiting list takes this lock first: nobody joins the list in the instant
        when a seat is given back to it.
        """
        return self.select_for_update(of=("self",)).with_call().get(pk=cafe.pk)

    def take(self, cafe: Cafe, heads: int) -> bool:
        """Take seats, decided by one UPDATE; False when there are not so many left."""
        enough = Q(capacity__isnull=True) | Q(taken__lte=F("capacity") + F("overbooked") - heads)
        return bool(self.filter(enough, pk=cafe.pk).update(taken=F("taken") + heads))

    def seat_anyway(self, cafe: Cafe, heads: int) -> None:
        """Seats for people who are there: nobody is turned away, and what goes beyond the capacity is counted as such."""
        beyond = Greatest(F("overbooked"), F("taken") + heads - F("capacity"))  # GREATEST leaves a missing capacity out
        self.filter(pk=cafe.pk).update(taken=F("taken") + heads, overbooked=beyond)

    def give_back(self, cafe: Cafe, heads: int) -> None:
        """Seats that are free again; those added on purpose go first, so that overbooking does not outlive its need."""
        extra = Least(F("overbooked"), heads)
        self.filter(pk=cafe.pk).update(taken=F("taken") - heads, overbooked=F("overbooked") - extra)


class Cafe(models.Model):
    """One café of a call. `capacity` counts heads, None: no bound. `questions` is the questionnaire
    (`methods.reading.questionnaire`), `lexicon` the words that lead a question to its desk (`methods.reading.lexicon`),
    `reminders` the rules by which reminders leave (`events.reminders`).

    `taken` counts the heads of the registrations that hold a seat of an open session; appointments count slots.
    `overbooked` is how many seats the coordination added on purpose beyond the capacity.
    """

    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="cafes", verbose_name="appel")
    slug = models.SlugField("identifiant", max_length=40, unique=True)
    kind = models.CharField("forme", max_length=12, choices=CafeKind.choices)
    title = models.CharField("titre", max_length=120)
    description = models.TextField("présentation")
    venue = models.CharField("lieu", max_length=150)
    video_url = models.URLField("lien de visioconférence", max_length=500, blank=True)  # meeting links are long
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    opens_at = models.DateTimeField("ouverture des inscriptions")
    closes_at = models.DateTimeField("fin des inscriptions", null=True, blank=True)  # None: at the start
    closed_at = models.DateTimeField("inscriptions fermées le", null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fermées par"
    )
    capacity = models.PositiveIntegerField("capacité", null=True, blank=True)
    taken = models.PositiveIntegerField("places prises", default=0)
    overbooked = models.PositiveIntegerField("places ajoutées au-delà de la capacité", default=0)
    slot_minutes = models.PositiveSmallIntegerField("durée d’un rendez-vous, en minutes", default=15)
    offer_minutes = models.PositiveSmallIntegerField("délai pour accepter une place, en minutes", default=120)
    questions = models.JSONField("questionnaire", default=list)
    reminders = models.JSONField("rappels", default=list, blank=True)
    lexicon = models.JSONField("lexique des guichets", default=dict, blank=True)
    feed_version = models.PositiveSmallIntegerField("version du lien d’agenda", default=1)

    objects = CafeQuerySet.as_manager()

    class Meta:
        verbose_name = "café"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="events_cafe_starts_before_it_ends",
                violation_error_message="La fin doit suivre le début.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity") + F("overbooked")),
                name="events_cafe_never_over_capacity",
                violation_error_message="Il n’y a plus assez de places.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="events_cafe_closing_paired",
                violation_error_message="Une fermeture porte sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=Q(video_url="") | Q(video_url__startswith="https://"),
                name="events_cafe_video_over_https",
                violation_error_message="Le lien de visioconférence commence par https://.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def short_title(self) -> str:
        """« Se rencontrer », without the name of the series."""
        return self.title.rpartition(":")[2].strip().capitalize()

    @property
    def is_open_session(self) -> bool:
        return self.kind == CafeKind.OPEN

    @property
    def offers_video(self) -> bool:
        """Does the questionnaire ask whether one comes in person or by video?"""
        return any(question.get("id") == FORMAT for question in self.questions)

    @property
    def sign_up_ends_at(self) -> datetime:
        return self.closes_at or self.starts_at

    @property
    def offer_delay(self) -> str:
        """« 2 heures »: how long an offered place is kept at most."""
        return duration(self.offer_minutes)

    @property
    def feed_secret(self) -> str:
        """The secret of the address of the whole café's calendar feed; see `Desk.feed_secret`."""
        return feed_secret("events.Cafe", self.pk, self.feed_version)
