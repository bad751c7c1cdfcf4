"""People: the e-mail address is the identity, no password is needed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.functional import cached_property

from inmp_portal.accounts.models.grant import CONTENT_READERS, Grant, Role
from inmp_portal.lib import clock

if TYPE_CHECKING:
    from inmp_portal.accounts.models.break_glass import BreakGlass


class MailRhythm(models.TextChoices):
    """How somebody is told by mail of what is written to them on the portal."""

    EACH = "each", "Un courriel par message"
    DAILY = "daily", "Un résumé par jour, à 8 h"
    NONE = "none", "Aucun courriel"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person known by address; without a password the sign-in code is the only way in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def known_by(self, email: str) -> User | None:
        """The person behind an address, without regard to case, by the unique index."""
        return self.filter(Exact(Lower("email"), email.strip().lower())).first()

    def content_readers(self) -> list[User]:
        """The coordination and the direction, whose account is open, in the order of their addresses."""
        grants = Grant.objects.active().filter(role__in=CONTENT_READERS)
        return list(self.filter(is_active=True, pk__in=grants.values("user")).order_by("email"))

    def content_readers_with_roles(self) -> list[User]:
        """The same people in the order of their names, each with `grants_in_force`, their roles; two queries."""
        grants = Grant.objects.active().filter(role__in=CONTENT_READERS)
        known = self.filter(is_active=True, pk__in=grants.values("user")).order_by("last_name", "first_name", "pk")
        in_force = models.Prefetch("grants", queryset=grants.order_by("role"), to_attr="grants_in_force")
        return list(known.prefetch_related(in_force))


class User(AbstractBaseUser, PermissionsMixin):
    """A person: the address is the identity, in lower case."""

    email = models.EmailField("adresse électronique")
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    institution = models.ForeignKey(
        "accounts.Institution", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="établissement"
    )
    unit = models.CharField("service ou unité", max_length=150, blank=True)
    profession = models.CharField("fonction", max_length=80, blank=True)
    message_mails = models.CharField(
        "courriels des messages", max_length=5, choices=MailRhythm.choices, default=MailRhythm.EACH
    )
    is_active = models.BooleanField("actif", default=True)
    is_staff = models.BooleanField("accès à l’administration technique", default=False)
    date_joined = models.DateTimeField("inscrit le", default=clock.now)
    welcomed_at = models.DateTimeField(
        "accueilli le", null=True, blank=True
    )  # the welcome page was answered or skipped
    anonymised_at = models.DateTimeField("anonymisé le", null=True, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "personne"
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message="Cette adresse a déjà un compte.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email

    def has_usable_password(self) -> bool:
        """No page of the portal takes a password, so none is ever offered as a proof of identity."""
        return False

    @cached_property
    def roles(self) -> frozenset[str]:
        """Active roles, read once per request."""
        return frozenset(self.grants.active().values_list("role", flat=True))

    @cached_property
    def break_glass(self) -> BreakGlass | None:
        """The exceptional access that runs now, read once per request; asked of administrators only."""
        return self.break_glasses.running(clock.now()).first() if Role.ADMIN in self.roles else None

    @property
    def glass_asked_for(self) -> BreakGlass | None:
        """`break_glass` if this request asked for it already; never a query."""
        return self.__dict__.get("break_glass")

    def reads_contents(self, at: datetime) -> bool:
        """Reads what the coordination reads: by role, or while an exceptional access runs.

        Every `visible_to` on contents asks this. To act is another question: rules of actions ask for the role.
        """
        if self.roles & CONTENT_READERS:
            return True
        return self.break_glass is not None and self.break_glass.is_running(at)
