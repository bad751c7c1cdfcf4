"""A registration to a café: who comes, what they answered, the seat or the slot they have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from events.methods.reading.questionnaire import FORMAT, VIDEO
from events.models.leading import WithCall
from events.states import LIVE, REGISTRATION, SEATED, RegistrationState
from inmp_portal.accounts.models import COORDINATION
from inmp_portal.lib.folding import fold


class RegistrationQuerySet(WithCall["Registration"]):
    def visible_to(self, user: Any, at: datetime, held: Collection[str] = ()) -> RegistrationQuerySet:
        """All of them for the coordination and the direction; one's own; those whose link this browser followed (`held`)."""
        if user.is_authenticated and user.roles & COORDINATION:
            return self
        return self.own(user, held)

    def own(self, user: Any, held: Collection[str] = ()) -> RegistrationQuerySet:
        """Those of this person: of the account, or reached by their link."""
        mine = Q(reference__in=list(held))
        if user.is_authenticated:
            mine |= Q(user=user)
        return self.filter(mine)

    def at_desk_of(self, user: Any) -> RegistrationQuerySet:
        """Appointments that an expert receives."""
        return self.filter(slot__desk__expert=user) if user.is_authenticated else self.none()

    def live(self) -> RegistrationQuerySet:
        return self.filter(state__in=LIVE)

    def seated(self) -> RegistrationQuerySet:
        return self.filter(state__in=SEATED)

    def waiting(self) -> RegistrationQuerySet:
        """The waiting list, in its order: first come, first served."""
        return self.filter(state=RegistrationState.WAITING).order_by("waiting_since", "pk")

    def by_video(self, at: datetime) -> RegistrationQuerySet:
        """Appointments ahead of those who asked for a video conference."""
        asked = self.filter(**{f"answers__{FORMAT}": VIDEO})
        return asked.filter(state=RegistrationState.CONFIRMED, slot__starts_at__gt=at)

    def of_address(self, email: str) -> RegistrationQuerySet:
        """Registrations of an address, without regard to case."""
        return self.annotate(email_lower=Lower("email")).filter(email_lower=email.strip().lower())

    def of_token(self, token: str) -> Registration | None:
        """The registration whose link carries `token`; only its digest lies in the database."""
        return self.filter(token_hash=token_digest(token)).select_related("cafe").first() if token else None

    def locked(self, registration: Registration) -> Registration:
        """The row, read again under its lock; inside a transaction, after the café's own lock."""
        rows = self.select_for_update(of=("self",)).select_related("cafe", "slot__desk", "user")
        return rows.get(pk=registration.pk)


class Registration(models.Model):
    """One person (or a small group, `party_size` heads) at one café.

    `answers` maps the ids of the questionnaire to what was answered, `consents` to the instant at which each optional
    consent was given. The link of a guest carries `token`, derived from the reference and never stored: the row holds
    its digest. `revision` moves with the hour of the seat or slot; reminders belong to a revision. `ics_sequence` is the
    SEQUENCE of the calendar file. Somebody who came from the waiting list keeps `waiting_since`.
    """

    reference = models.CharField("référence", max_length=12, unique=True)
    cafe = models.ForeignKey("events.Cafe", models.PROTECT, related_name="registrations", verbose_name="café")
    slot = models.ForeignKey(
        "events.Slot", models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name="créneau"
    )
    user = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="compte"
    )
    application = models.ForeignKey(
        "applications.Application", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="dossier"
    )
    state = models.CharField("état", max_length=12, choices=RegistrationState.choices)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    name_folded = models.CharField(max_length=170, editable=False)
    email = models.EmailField("adresse électronique", blank=True)  # a walk-in may have none
    institution = models.ForeignKey(
        "accounts.Institution", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="établissement"
    )
    other_institution = models.CharField("autre établissement", max_length=150, blank=True)
    unit = models.CharField("service ou structure", max_length=150, blank=True)
    profession = models.CharField("fonction", max_length=100, blank=True)
    party_size = models.PositiveSmallIntegerField("nombre de personnes", default=1)
    answers = models.JSONField("réponses", default=dict, blank=True)
    consents = models.JSONField("consentements", default=dict, blank=True)
    is_walk_in = models.BooleanField("venue sans inscription", default=False)
    is_overbooked = models.BooleanField("ajoutée au-delà de la capacité", default=False)
    token_hash = models.CharField("empreinte du lien", max_length=64, unique=True, editable=False)
    ics_sequence = models.PositiveIntegerField("SEQUENCE de l’agenda", default=0)
    revision = models.PositiveIntegerField("révision", default=0)
    waiting_since = models.DateTimeField("en attente depuis", null=True, blank=True)
    offered_until = models.DateTimeField("place proposée jusqu’à", null=True, blank=True)
    created_at = models.DateTimeField("inscrite le")
    updated_at = models.DateTimeField("modifiée le")
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)
    is_given_up = models.BooleanField("rendez-vous rendu par la personne", default=False)  # by nobody else
    checked_in_at = models.DateTimeField("arrivée à", null=True, blank=True)
    checked_in_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="accueillie par"
    )
    gave_feedback = models.BooleanField("avis donné", default=False)  # that, not what
    purged_at = models.DateTimeField("textes libres effacés le", null=True, blank=True)
    anonymised_at = models.DateTimeField("anonymisée le", null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription"
        ordering = ["name_folded", "pk"]
        indexes = [
            models.Index(fields=["cafe", "name_folded", "id"], name="events_reg_by_name"),
            models.Index(fields=["cafe", "waiting_since"], name="events_reg_waiting", condition=Q(state="waiting")),
        ]
        constraints = [
            models.UniqueConstraint(
                "cafe", Lower("email"),
                condition=Q(state__in=LIVE) & ~Q(email=""),
                name="events_registration_one_live_an_address",
                violation_error_message="Cette adresse est déjà inscrite à ce café.",
            ),
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(state__in=SEATED),
                name="events_registration_one_a_slot",
                violation_error_message="Ce créneau vient d’être pris : choisissez-en un autre.",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waiting_since__isnull=False),
                name="events_registration_waits_since",
                violation_error_message="Une attente porte son début.",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | ~Q(state="offered") & Q(offered_until__isnull=True),
                name="events_registration_offer_paired",
                violation_error_message="Une place proposée porte son échéance.",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                name="events_registration_cancellation_paired",
                violation_error_message="Une annulation porte sa date.",
            ),
            models.CheckConstraint(
                condition=Q(state="attended", checked_in_at__isnull=False)
                | ~Q(state="attended") & Q(checked_in_at__isnull=True),
                name="events_registration_arrival_paired",
                violation_error_message="Une présence porte son heure.",
            ),
            models.CheckConstraint(
                condition=Q(party_size__gte=1),
                name="events_registration_counts_somebody",
                violation_error_message="Une inscription compte au moins une personne.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Inscription {self.reference}"  # the journal keeps this for years: no name in it

    def save(self, **kwargs: Any) -> None:
        self.name_folded = fold(f"{self.last_name} {self.first_name}")
        super().save(**kwargs)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def institution_name(self) -> str:
        return self.institution.short_name if self.institution else self.other_institution

    @property
    def token(self) -> str:
        """The secret of the guest's link: always the same, worked out again for each mail, stored nowhere."""
        return salted_hmac("events.Registration", self.reference, algorithm="sha256").hexdigest()[:40]

    @property
    def question_text(self) -> str:
        """The question brought to an appointment, in its author's words."""
        question = getattr(self, "question", None)
        return question.text if question else ""

    @property
    def asks_for_video(self) -> bool:
        return bool(self.answers.get(FORMAT) == VIDEO)

    @property
    def video_url(self) -> str:
        """The café's video conference, for whoever asked for one; empty while the coordination gave no link."""
        return self.cafe.video_url if self.asks_for_video else ""

    @property
    def place(self) -> str:
        """Where this person is expected: the café's place, or its video conference."""
        return f"en visioconférence, à l’adresse {self.video_url}" if self.video_url else self.cafe.venue

    @property
    def said_answer(self) -> str:
        """The answer given to that question; empty before."""
        question = getattr(self, "question", None)
        return question.said_answer if question else ""

    @property
    def starts_at(self) -> datetime:
        """The hour at which this person is expected: of the slot, or of the café."""
        return self.slot.starts_at if self.slot else self.cafe.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.slot.ends_at if self.slot else self.cafe.ends_at

    def move(self, target: RegistrationState, **changes: Any) -> None:
        """Go to another state, as the table allows (Refused otherwise), with the columns that go with it, and save."""
        REGISTRATION.verdict(self.state, target).require()
        paired = {"waiting_since": None, "offered_until": None, "cancelled_at": None, "checked_in_at": None,
                  "checked_in_by": None}  # fmt: skip
        for name, value in {**paired, "state": target, **changes}.items():
            setattr(self, name, value)
        self.save()


def token_digest(token: str) -> str:
    """What the database keeps of a link's token."""
    return salted_hmac("events.Registration.link", token, algorithm="sha256").hexdigest()
