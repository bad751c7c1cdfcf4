"""The establishments of the campus, loaded as data."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def of_address(self, email: str) -> Institution | None:
        """The establishment whose mail domain an address has, or a subdomain of it."""
        domain = email.rpartition("@")[2].lower()
        parts = domain.split(".")
        candidates = [".".join(parts[position:]) for position in range(len(parts) - 1)]
        return self.filter(mail_domains__overlap=candidates).order_by("pk").first()


class Institution(models.Model):
    """One establishment. `is_member`: it carries the INMP."""

    code = models.SlugField("code", max_length=30, unique=True)
    name = models.CharField("nom", max_length=150)
    short_name = models.CharField("nom court", max_length=40)
    is_member = models.BooleanField("porte l’INMP", default=False)
    mail_domains = ArrayField(
        models.CharField(max_length=100), verbose_name="domaines de courriel", default=list, blank=True
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "établissement"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
