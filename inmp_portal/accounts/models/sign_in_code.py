"""The code sent by mail to sign in: its digest, its age, how many times it was tried."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.crypto import constant_time_compare, salted_hmac


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    def usable(self, at: datetime, max_attempts: int) -> SignInCodeQuerySet:
        """Codes that may still be tried at an instant."""
        return self.filter(used_at__isnull=True, expires_at__gt=at, attempts__lt=max_attempts)

    def count_attempt(self, pk: int, at: datetime, max_attempts: int) -> bool:
        """Take one attempt, decided by one UPDATE: two tries at once never share the last one."""
        return bool(self.usable(at, max_attempts).filter(pk=pk).update(attempts=F("attempts") + 1))


class SignInCode(models.Model):
    """One code for one address, whether or not an account exists: the row is written before anybody is looked up.

    Only an HMAC of the code is kept, so that neither the database nor a backup lets anyone sign in.
    """

    email = models.EmailField("adresse électronique")
    digest = models.CharField("empreinte du code", max_length=64)
    asked_at = models.DateTimeField("demandé le")
    expires_at = models.DateTimeField("valable jusqu’au")
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    used_at = models.DateTimeField("utilisé le", null=True, blank=True)

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "code de connexion"
        verbose_name_plural = "codes de connexion"
        ordering = ["id"]
        indexes = [models.Index(fields=["expires_at"], name="accounts_code_by_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at__lt=F("expires_at")),
                name="accounts_code_has_a_life",
                violation_error_message="Un code expire après avoir été demandé.",
            )
        ]

    def __str__(self) -> str:
        return f"Code de connexion {self.pk}"

    @staticmethod
    def digest_of(code: str) -> str:
        """HMAC of a code as typed: case, spaces and dashes do not count."""
        plain = "".join(character for character in code.upper() if character.isalnum())
        return salted_hmac("inmp_portal.accounts.SignInCode", plain, algorithm="sha256").hexdigest()

    def is_said_by(self, typed: str) -> bool:
        """Is this the code that was typed?"""
        return constant_time_compare(self.digest, self.digest_of(typed))
