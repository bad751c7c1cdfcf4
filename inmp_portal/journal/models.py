"""The journal: what happened, who did it, and seals that make a later change visible."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from inmp_portal.journal.methods.hashing import entry_hash

PORTAL = "Portail"  # the actor of what nobody asked for
HASHED = ("type", "actor_id", "actor_label", "object_type", "object_id", "object_label", "data")


class Entry(models.Model):
    """One thing done. No foreign key: the journal outlives what it speaks of. Append-only by trigger."""

    type = models.CharField("type", max_length=80)
    actor_id = models.BigIntegerField("identifiant de l’auteur", null=True)
    actor_label = models.CharField("auteur", max_length=200)
    object_type = models.CharField("nature de l’objet", max_length=80)
    object_id = models.CharField("identifiant de l’objet", max_length=80)
    object_label = models.CharField("objet", max_length=250)
    data = models.JSONField("détails", default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField("instant")
    recorded_at = models.DateTimeField("inscrit le", db_default=models.functions.Now())
    hash = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        ordering = ["id"]
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="journal_by_object")]

    def __str__(self) -> str:
        return f"{self.type} – {self.object_label}"

    def computed_hash(self) -> str:
        """The hash of what the entry says now; equal to `hash` unless somebody changed it."""
        return entry_hash({name: getattr(self, name) for name in HASHED}, self.at)


class Seal(models.Model):
    """A batch of entries, sealed: its hash covers theirs and the previous seal's."""

    first = models.BigIntegerField("première entrée")
    last = models.BigIntegerField("dernière entrée", unique=True)
    count = models.PositiveIntegerField("nombre d’entrées")
    previous = models.CharField("sceau précédent", max_length=64, blank=True)
    hash = models.CharField("empreinte", max_length=64, unique=True)
    sealed_at = models.DateTimeField("scellé le")

    class Meta:
        verbose_name = "sceau du journal"
        verbose_name_plural = "sceaux du journal"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["previous"], name="journal_seal_chain_is_linear"),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="journal_seal_is_a_range"),
        ]

    def __str__(self) -> str:
        return f"Sceau {self.first}–{self.last}"
