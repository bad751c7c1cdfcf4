"""What the public pages read: nothing of a person or a dossier."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from applications.methods.drawing.timeline import Step
from applications.models import Call, CallDate
from applications.queries.definitions import ROW_VERSION


def public_call(*, with_parameters: bool) -> Call | None:
    """The current edition with the version of its row (`row_version`); the form, long, stays out."""
    left_out = ("form",) if with_parameters else ("form", "parameters")
    return Call.objects.defer(*left_out).annotate(row_version=ROW_VERSION).order_by("-edition").first()


def public_steps(dates: Iterable[CallDate]) -> list[Step]:
    """Dates of a call as steps of its timeline, in their order."""
    return [
        Step(date.code, date.when_text, date.short_label or date.label, date.starts_at, date.ends_at) for date in dates
    ]


def public_dates(call: Call) -> QuerySet[CallDate]:
    """The dates that everybody may see."""
    return call.dates.filter(is_public=True).order_by("position")
