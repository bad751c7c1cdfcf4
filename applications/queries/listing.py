"""The coordination's list: flat rows, a page at a time, with counts that cost nothing while nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from applications.models import Application, Axis, Call
from applications.models.application import ApplicationQuerySet
from applications.queries.criteria import DEFAULT_ORDER, Criteria, Half, matching
from applications.states import State
from inmp_portal.accounts.models import Institution, User
from inmp_portal.lib import keyset
from inmp_portal.lib.caching import remembered

PAGE_SIZE = 50
COUNT_CAP = 10_000  # beyond, the list says « plus de 10 000 »
_COUNTS_KEPT = 60  # seconds; a change in any dossier forgets them at once
_SHOWN = {
    Half.DEPOSITED: (
        "id", "reference", "number", "title", "title_folded", "acronym", "lead_name", "lead_name_folded", "state",
        "main_axis_id", "secondary_axes", "institution_id", "requested_amount", "last_deposited_at", "deposit_count",
        "reopened_at", "patient_doubts",
    ),
    Half.DRAFTS: ("id", "reference", "title", "title_folded", "main_axis_id", "completeness", "state"),
}  # fmt: skip

_EXPORTED = (
    "number", "acronym", "title", "lead_name", "institution_id", "main_axis_id", "secondary_axes", "duration_months",
    "requested_amount", "state", "first_deposited_at", "last_deposited_at", "deposit_count",
)  # fmt: skip


@dataclass(frozen=True)
class Listing:
    """One page: rows as dicts, how many dossiers each half holds for the same question."""

    page: keyset.Page
    counts: dict[str, int]


def listing(criteria: Criteria, *, call: Call, user: User, at: datetime, token: str = "") -> Listing:
    """Read one page of the list and its counts."""
    rows = shown(matching(criteria, call=call, user=user, at=at), criteria.half)
    page = keyset.page_of(rows, criteria.column, token, PAGE_SIZE)
    counts = _counts(criteria, call=call, user=user, at=at)
    return Listing(page, counts)


def shown(rows: ApplicationQuerySet, half: Half) -> QuerySet[Any]:
    """Only the columns that a half shows leave the database."""
    return rows.values(*_SHOWN[half])


def rows_to_export(criteria: Criteria, *, call: Call, user: User, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Every row that answers, in its order, read through a cursor of the server: cells as `documents.workbook` heads them."""
    axes = {key: f"Axe {axis.number} – {axis.short_title}" for key, axis in axes_of(call).items()}
    places = {key: place.name for key, place in institutions().items()}
    rows = matching(criteria, call=call, user=user, at=at).order_by(criteria.column, "pk")
    if criteria.half == Half.DRAFTS:
        for title, axis, completeness in rows.values_list("title", "main_axis_id", "completeness").iterator(2_000):
            yield title, axes.get(axis, ""), completeness
        return
    for number, acronym, title, lead, place, axis, others, duration, amount, state, first, last, version in (
        rows.values_list(*_EXPORTED).iterator(2_000)
    ):  # fmt: skip
        yield (
            number, acronym, title, lead, places.get(place, ""), axes.get(axis, ""), ", ".join(map(str, others)),
            duration, amount, str(State(state).label), first, last, version,
        )  # fmt: skip


def axes_of(call: Call) -> dict[int, Axis]:
    """The call's axes by key."""
    return {axis.pk: axis for axis in Axis.objects.filter(call_id=call.pk).order_by("number")}


def institutions() -> dict[int, Institution]:
    """Establishments by key, in the order of their names."""
    return {institution.pk: institution for institution in Institution.objects.order_by("name", "pk")}


def states_of(half: Half) -> list[State]:
    """The states that dossiers of a half can be in."""
    return [state for state in State if state != State.DRAFT] if half == Half.DEPOSITED else []


def _counts(criteria: Criteria, *, call: Call, user: User, at: datetime) -> dict[str, int]:
    """Counts by half, capped, remembered until a dossier changes."""
    changed = Application.objects.visible_to(user, at).filter(call_id=call.pk).aggregate(Max("updated_at"))
    question = (call.pk, criteria.text, criteria.state, criteria.axis, criteria.institution, criteria.doubted, changed)

    def count() -> dict[str, int]:
        halves = {half: _in_half(criteria, half) for half in Half}
        return {
            half.value: matching(asked, call=call, user=user, at=at).order_by()[: COUNT_CAP + 1].count()
            for half, asked in halves.items()
        }

    return remembered("dossiers", question, count, seconds=_COUNTS_KEPT)


def _in_half(criteria: Criteria, half: Half) -> Criteria:
    """The same words and axis asked of a half; a state or an establishment is not asked of drafts."""
    return replace(criteria, half=half, order=DEFAULT_ORDER[half])
