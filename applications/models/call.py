"""The call: an edition with its dates, its envelope, its parameters and the definition of its form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from applications.states import Phase, Provenance


class CallQuerySet(models.QuerySet["Call"]):
    def current(self) -> Call | None:
        """The edition that the public pages speak of: the latest one loaded, without its long texts."""
        return self.defer("form", "parameters").order_by("-edition").first()


class Call(models.Model):
    """One edition. `parameters` maps a key to {value, unit, provenance, note}; `form` is the form's definition."""

    slug = models.SlugField("identifiant", unique=True)
    title = models.CharField("titre", max_length=200)
    edition = models.PositiveSmallIntegerField("édition")
    number = models.PositiveSmallIntegerField("numéro d’édition", default=1)
    number_prefix = models.CharField("préfixe des numéros de dépôt", max_length=20)
    last_number = models.PositiveIntegerField("dernier numéro attribué", default=0)
    envelope = models.DecimalField("enveloppe", max_digits=12, decimal_places=2)
    official_envelope_text = models.CharField("enveloppe, texte officiel", max_length=120)
    opens_at = models.DateTimeField("ouverture du dépôt")
    closes_at = models.DateTimeField("clôture du dépôt")
    grace_minutes = models.PositiveSmallIntegerField("tolérance technique, en minutes", default=0)
    visas_due_at = models.DateTimeField("date limite des visas")
    review_starts_on = models.DateField("début des évaluations")
    review_ends_on = models.DateField("fin des évaluations")
    committee_on = models.DateField("comité de sélection")
    results_text = models.CharField("annonce des lauréats, texte officiel", max_length=60)
    announced_at = models.DateTimeField("annoncé le", null=True, blank=True)
    announced_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="annoncé par"
    )
    contact_email = models.EmailField("adresse de contact")
    parameters = models.JSONField("paramètres", default=dict)
    form = models.JSONField("formulaire", default=dict)
    profile = models.CharField("profil du formulaire", max_length=20, default="essentiel")
    form_locked_at = models.DateTimeField("formulaire figé le", null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "appel à projets"
        verbose_name_plural = "appels à projets"
        ordering = ["-edition"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="applications_call_opens_before_it_closes",
                violation_error_message="La clôture doit suivre l’ouverture.",
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True, announced_by__isnull=True)
                | Q(announced_at__isnull=False, announced_by__isnull=False),
                name="applications_call_announcement_paired",
                violation_error_message="Une annonce porte sa date et son auteur.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def phase(self, at: datetime) -> Phase:
        """Where the call stands at an instant."""
        from inmp_portal.lib.clock import PARIS  # kept beside its only use

        day = at.astimezone(PARIS).date()
        if self.announced_at and at >= self.announced_at:
            return Phase.ANNOUNCED
        if at < self.opens_at:
            return Phase.BEFORE
        if at <= self.closes_at:
            return Phase.OPEN
        if day >= self.committee_on:
            return Phase.SITTING
        return Phase.REVIEW if day >= self.review_starts_on else Phase.CLOSED

    def parameter(self, key: str) -> Any:
        """The value of a parameter; KeyError when the edition does not define it."""
        return self.parameters[key]["value"]

    def event_uid(self, code: str) -> str:
        """What the date of that code is called in every diary (iCalendar UID), whichever file or feed tells it."""
        return f"{self.slug}-{code}@{self.contact_email.rpartition('@')[2]}"


class CallDate(models.Model):
    """One line of the public calendar; `ends_at` is empty for an instant, both are whole days when `is_day`."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="dates", verbose_name="appel")
    code = models.SlugField("code", max_length=40)
    position = models.PositiveSmallIntegerField("position")
    label = models.CharField("étape", max_length=250)
    short_label = models.CharField("étape, en bref", max_length=60, blank=True)
    when_text = models.CharField("date, en toutes lettres", max_length=120)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin", null=True, blank=True)
    is_day = models.BooleanField("journée entière", default=True)
    is_public = models.BooleanField("affichée au public", default=True)
    place = models.CharField("lieu", max_length=150, blank=True)
    provenance = models.CharField("provenance", max_length=1, choices=Provenance.choices)

    class Meta:
        verbose_name = "date de l’appel"
        verbose_name_plural = "dates de l’appel"
        ordering = ["call", "position"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="applications_calldate_code")]

    def __str__(self) -> str:
        return f"{self.when_text} : {self.label}"

    @property
    def is_cafe(self) -> bool:
        """A café: its code is that of the café's own page."""
        return self.code.startswith("cafe-")


class CallDocument(models.Model):
    """A document offered on the public site; `url_name` points to a generated one, `is_ready` says whether it exists."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="documents", verbose_name="appel")
    code = models.SlugField("code", max_length=40)
    position = models.PositiveSmallIntegerField("position")
    title = models.CharField("titre", max_length=150)
    note = models.CharField("précision", max_length=250, blank=True)
    url_name = models.CharField("page qui le produit", max_length=80, blank=True)

    class Meta:
        verbose_name = "document de l’appel"
        verbose_name_plural = "documents de l’appel"
        ordering = ["call", "position"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="applications_calldocument_code")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of the FAQ with its answer; `folded` is what search reads."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions", verbose_name="appel")
    position = models.PositiveSmallIntegerField("position")
    question = models.CharField("question", max_length=250)
    answer = models.TextField("réponse")
    folded = models.TextField("texte replié", editable=False)

    class Meta:
        verbose_name = "question fréquente"
        verbose_name_plural = "questions fréquentes"
        ordering = ["call", "position"]
        constraints = [models.UniqueConstraint(fields=["call", "position"], name="applications_question_position")]

    def __str__(self) -> str:
        return self.question
