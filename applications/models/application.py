"""The dossier: what the team writes (`answers`) and what the coordination may see of it (the columns)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from applications.models.list_orders import orders_of_the_list
from applications.models.membership import is_member, role_in
from applications.states import APPLICATION, State, TeamRole

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from applications.models.complement import Complement
    from inmp_portal.accounts.models import User


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime) -> ApplicationQuerySet:
        """Every read starts here: the dossiers of one's teams, all of them for those who read contents."""
        if not user.is_authenticated:
            return self.none()
        if user.reads_contents(at):
            return self
        return self.of_team(user)

    def of_team(self, user: User) -> ApplicationQuerySet:
        """Dossiers that this person leads or helps write, as co-lead or reader."""
        return self.filter(Q(lead=user) | is_member(user, of="pk"))

    def led_by(self, user: User) -> ApplicationQuerySet:
        return self.filter(lead=user)

    def deposited(self) -> ApplicationQuerySet:
        """Dossiers with a valid deposit, whatever happened to them since; withdrawn ones excluded."""
        return self.filter(first_deposited_at__isnull=False).exclude(state=State.WITHDRAWN)

    def drafts(self) -> ApplicationQuerySet:
        return self.filter(state=State.DRAFT)

    def locked(self, application: Application) -> Application:
        """The row, read again under its lock; to be called inside a transaction."""
        return self.select_for_update(of=("self",)).select_related("call", "lead").get(pk=application.pk)

    def without_long_texts(self) -> ApplicationQuerySet:
        """For lists: answers and the search vector stay in the database."""
        return self.defer("answers", "search", "call__form", "call__parameters")


class Application(models.Model):
    """One dossier.

    `answers` is the team's working copy. The columns below it are what lists and the coordination show: they
    follow the working copy while the dossier is a draft, and only a deposit changes them afterwards.
    """

    reference = models.CharField("référence", max_length=12, unique=True)  # public, random, never the key
    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="applications", verbose_name="appel")
    lead = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="led_applications", verbose_name="personne porteuse"
    )
    state = models.CharField("état", max_length=20, choices=State.choices, default=State.DRAFT)
    answers = models.JSONField("réponses", default=dict)
    version = models.PositiveIntegerField("version de travail", default=0)

    number = models.CharField("numéro de dépôt", max_length=30, null=True, blank=True, unique=True)
    title = models.CharField("titre", max_length=250)
    acronym = models.CharField("acronyme", max_length=40, null=True, blank=True)
    lead_name = models.CharField("personne porteuse, nom", max_length=170)
    lead_name_folded = models.CharField(max_length=170, editable=False)
    title_folded = models.CharField(max_length=250, editable=False)
    institution = models.ForeignKey(
        "accounts.Institution", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="établissement"
    )
    main_axis = models.ForeignKey(
        "applications.Axis", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="axe principal"
    )
    secondary_axes = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="axes secondaires", default=list, blank=True
    )
    project_type = models.CharField("type de projet", max_length=20, blank=True)
    duration_months = models.PositiveSmallIntegerField("durée en mois", null=True, blank=True)
    requested_amount = models.DecimalField("aide demandée", max_digits=12, decimal_places=2, default=0)
    completeness = models.PositiveSmallIntegerField("complétude, en %", default=0)
    search = SearchVectorField("recherche", null=True, editable=False)

    created_at = models.DateTimeField("créé le")
    updated_at = models.DateTimeField("modifié le")
    first_deposited_at = models.DateTimeField("premier dépôt", null=True, blank=True)
    last_deposited_at = models.DateTimeField("dernier dépôt", null=True, blank=True)
    deposit_count = models.PositiveSmallIntegerField("nombre de dépôts", default=0)
    # Answers and files of the last deposited version that hold some.
    patient_doubts = models.PositiveSmallIntegerField("ressemblances avec des données de patients", default=0)
    reopened_at = models.DateTimeField("rouvert le", null=True, blank=True)
    reopened_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rouvert par"
    )
    withdrawn_at = models.DateTimeField("retiré le", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="retiré par"
    )
    withdrawal_reason = models.TextField("motif du retrait", blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        ordering = ["-updated_at", "-id"]
        indexes = [
            GinIndex(fields=["search"], name="applications_search"),
            models.Index(fields=["call", "state", "id"], name="applications_by_state"),
            models.Index(fields=["call", "-updated_at", "-id"], name="applications_by_update"),
            *orders_of_the_list(),
            models.Index(fields=["lead", "call"], name="applications_by_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                "call",
                Lower("acronym"),
                name="applications_acronym_unique",
                violation_error_message="Cet acronyme est déjà pris dans l’édition : choisissez-en un autre.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="applications_withdrawal_paired",
                violation_error_message="Un retrait porte sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=False))
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="applications_withdrawn_has_an_instant",
                violation_error_message="Un dossier retiré porte la date de son retrait, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False),
                name="applications_reopening_paired",
                violation_error_message="Une réouverture porte sa date et son auteur.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        deposit_count=0,
                        first_deposited_at__isnull=True,
                        last_deposited_at__isnull=True,
                        number__isnull=True,
                    )
                )
                | Q(
                    deposit_count__gt=0,
                    first_deposited_at__isnull=False,
                    last_deposited_at__isnull=False,
                    number__isnull=False,
                ),
                name="applications_deposit_facts_together",
                violation_error_message="Un dossier déposé porte son numéro et ses dates de dépôt.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(deposit_count__gt=0),
                name="applications_state_needs_a_deposit",
                violation_error_message="Cet état suppose un dépôt.",
            ),
            models.CheckConstraint(
                condition=Q(completeness__lte=100), name="applications_completeness_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(requested_amount__gte=0),
                name="applications_amount_is_positive",
                violation_error_message="L’aide demandée ne peut pas être négative.",
            ),
        ]

    def __str__(self) -> str:
        return self.acronym or self.title

    def move(self, target: State, **fields: Any) -> None:
        """Change the state as the table allows, with the fields that go with it, and save just those."""
        APPLICATION.verdict(self.state, target).require()
        self.state = target
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])
        self.__dict__.pop("asked_complement", None)  # another state, another answer

    def is_led_by(self, user: User | AnonymousUser) -> bool:
        return user.is_authenticated and self.lead_id == user.pk

    def role_of(self, user: User | AnonymousUser) -> TeamRole | None:
        """The lead without a query; a member with one, asked once for each object read."""
        if not user.is_authenticated or self.is_led_by(user):
            return TeamRole.LEAD if user.is_authenticated else None
        if user.pk not in self._roles:
            self._roles[user.pk] = role_in(self, user)
        return self._roles[user.pk]

    @cached_property
    def _roles(self) -> dict[int, TeamRole | None]:
        return {}

    @cached_property
    def extended_until(self) -> datetime | None:
        """The latest extension granted to this dossier."""
        return self.extensions.aggregate(latest=models.Max("until"))["latest"]

    @cached_property
    def asked_complement(self) -> Complement | None:
        """The complement that the team is asked for, in time or not; no query in any other state."""
        return self.complements.asked().order_by("pk").first() if self.state == State.COMPLEMENT else None

    @property
    def closing(self) -> datetime:
        """The close that people are told: this dossier's extension, else the call's."""
        return self.extended_until or self.call.closes_at

    @property
    def deadline(self) -> datetime:
        """The close that decides: an extension as granted, else the call's with its technical tolerance."""
        return self.extended_until or self.call.closes_at + timedelta(minutes=self.call.grace_minutes)

    @property
    def label(self) -> str:
        """The name a person would say: the acronym, else the title."""
        return self.acronym or self.title

    @property
    def shown_number(self) -> str:
        """The deposit number, or the provisional reference of a draft."""
        return self.number or self.reference


class SectionVersion(models.Model):
    """The optimistic version of one section of a working copy: who saved it last, and when."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="section_versions", verbose_name="dossier"
    )
    section = models.CharField("section", max_length=40)
    version = models.PositiveIntegerField("version", default=0)
    saved_at = models.DateTimeField("enregistrée le")
    saved_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="enregistrée par")

    class Meta:
        verbose_name = "version de section"
        ordering = ["application", "section"]
        constraints = [
            models.UniqueConstraint(fields=["application", "section"], name="applications_one_version_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.section} v{self.version}"
