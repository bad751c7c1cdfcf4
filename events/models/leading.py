"""Reads that lead from a row to its call: the edition's form, hundreds of kilobytes, stays where it is."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

_Row = TypeVar("_Row", bound=models.Model)


class WithCall(models.QuerySet[_Row]):
    """Subclasses say how they come to the call: `to_call`."""

    to_call = "cafe__call"

    def with_call(self, *more: str) -> Self:
        """The call and what `more` names, read along; the call's form is fetched only by whoever asks for it."""
        return self.select_related(self.to_call, *more).defer(f"{self.to_call}__form")
