"""The instance itself: the row that keeps its clock with its data, and the signs of life of its processes."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now


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


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def strike(self, name: str) -> None:
        """Say that `name` is alive now, in real time."""
        self.update_or_create(name=name, defaults={"at": Now()})

    def age(self, name: str) -> timedelta | None:
        """How long ago `name` was last alive, in real time; None when it never was."""
        aged = self.annotate(age=models.ExpressionWrapper(Now() - models.F("at"), models.DurationField()))
        return aged.filter(name=name).values_list("age", flat=True).first()


class Heartbeat(models.Model):
    """The last sign of life of a process. Real time of the database, even where the clock of the portal is moved."""

    name = models.CharField("nom", max_length=40, primary_key=True)
    at = models.DateTimeField("dernier signe de vie")

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = "signe de vie"
        verbose_name_plural = "signes de vie"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%d/%m/%Y %H:%M:%S}"
