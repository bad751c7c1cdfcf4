"""The instance itself: the one row that keeps the clock of a demonstration or a rehearsal with its data."""

from __future__ import annotations

from datetime import timedelta

from django.db import models


class Instance(models.Model):
    """Singleton. `clock_offset` is added to the real time; always zero in production (never read there)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    clock_offset = models.DurationField("décalage de l’horloge", default=timedelta(0))

    class Meta:
        verbose_name = "instance"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="lib_instance_is_single",
                violation_error_message="Il n’y a qu’une instance.",
            )
        ]

    def __str__(self) -> str:
        return f"Instance (décalage {self.clock_offset})"
