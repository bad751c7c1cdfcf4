"""The four axes of the INMP, per call."""

from __future__ import annotations

from django.db import models

from applications.states import AxisKind


class Axis(models.Model):
    """One axis of a call: two transversal, two applied."""

    call = models.ForeignKey("applications.Call", models.CASCADE, related_name="axes", verbose_name="appel")
    number = models.PositiveSmallIntegerField("numéro")
    kind = models.CharField("nature", max_length=12, choices=AxisKind.choices)
    title = models.CharField("intitulé", max_length=150)
    short_title = models.CharField("intitulé court", max_length=60)
    description = models.TextField("description")
    examples = models.TextField("exemples", blank=True)

    class Meta:
        verbose_name = "axe"
        verbose_name_plural = "axes"
        ordering = ["call", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="applications_axis_number")]

    def __str__(self) -> str:
        return f"Axe {self.number} – {self.title}"

    @property
    def code(self) -> str:
        """The value that the form uses, e.g. "axe3"."""
        return f"axe{self.number}"
