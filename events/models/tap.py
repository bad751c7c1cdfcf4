"""What a telephone of the reception asked for: kept a while, so that the same tap sent twice acts once."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class TapQuerySet(models.QuerySet["Tap"]):
    def first_of(self, cafe_id: int, key: str, at: datetime) -> bool:
        """Is this the first time that the café hears of `key`? A second one that comes at once waits for the first.

        Inside the transaction of what the tap does: undone with it, and then heard again. Without a key, always.
        """
        if not key:
            return True
        _, is_new = self.get_or_create(cafe_id=cafe_id, key=key, defaults={"received_at": at})
        return is_new


class Tap(models.Model):
    """One tap, by the `key` that its telephone gave it; nothing in it says who was there."""

    key = models.CharField("clé", max_length=40)
    cafe = models.ForeignKey("events.Cafe", models.CASCADE, related_name="taps", verbose_name="café")
    received_at = models.DateTimeField("reçu le")

    objects = TapQuerySet.as_manager()

    class Meta:
        verbose_name = "geste d’accueil"
        verbose_name_plural = "gestes d’accueil"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cafe", "key"],
                name="events_tap_acts_once",
                violation_error_message="Ce geste a déjà été pris en compte.",
            )
        ]

    def __str__(self) -> str:
        return self.key
