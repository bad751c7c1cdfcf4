"""The agenda of a desk: its slots in order, with who comes and what they ask; in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from events.models import Cafe, CafeQuestion, Desk, Registration, Slot
from events.queries.dossiers import SharedDossier, shared_dossiers


@dataclass(frozen=True)
class Line:
    """One slot; `registration` is None while it is free or closed."""

    slot: Slot
    registration: Registration | None = None
    question: CafeQuestion | None = None
    dossier: SharedDossier | None = None


@dataclass(frozen=True)
class Agenda:
    """`others` are questions for this desk that nobody brings to a slot: written ones, and those of people who wait."""

    desk: Desk
    lines: list[Line]
    others: list[CafeQuestion]

    @property
    def taken(self) -> int:
        """How many appointments there are."""
        return sum(1 for line in self.lines if line.registration)


def desks_visible_to(user: Any, at: datetime) -> QuerySet[Desk]:
    """Desks whose agenda this person reads, with their café and expert."""
    return Desk.objects.visible_to(user, at).with_call("expert")


def agenda_of(desk: Desk) -> Agenda:
    """Four queries at most. The caller found `desk` through `visible_to`."""
    coming = {one.slot_id: one for one in appointments(desk.cafe).filter(slot__desk=desk)}
    dossiers = shared_dossiers(coming.values())
    lines = [_line(slot, coming.get(slot.pk), dossiers) for slot in desk.slots.order_by("starts_at")]
    shown = [line.question.pk for line in lines if line.question]
    others = CafeQuestion.objects.filter(desk=desk).exclude(pk__in=shown).select_related("registration", "same_as")
    return Agenda(desk, lines, list(others.order_by("asked_at", "pk")))


def appointments(cafe: Cafe) -> QuerySet[Registration]:
    """Registrations of a café that have a slot, in the order of the hours."""
    rows = Registration.objects.seated().filter(cafe=cafe, slot__isnull=False)
    return rows.select_related("slot__desk", "institution", "question__same_as").order_by("slot__starts_at", "pk")


def _line(slot: Slot, registration: Registration | None, dossiers: dict[int, SharedDossier]) -> Line:
    if registration is None:
        return Line(slot)
    return Line(slot, registration, getattr(registration, "question", None), dossiers.get(registration.pk))
