"""The desks of a café by appointment: what is asked of each, and who sits where at what hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from events.methods.reading.questionnaire import questions_of
from events.methods.shares import Share, shares
from events.models import Cafe, CafeQuestion, Desk, Registration, Slot
from events.states import LIVE, SEATED
from inmp_portal.lib.french import day, short_hour


@dataclass(frozen=True)
class Seat:
    """One slot of the map. `state` is free, held, taken or closed; `label` says all of it in words."""

    slot: Slot
    state: str
    who: str
    reference: str
    x: int
    y: int

    @property
    def word(self) -> str:
        return {"free": "libre", "held": "en cours de réservation", "taken": "pris", "closed": "fermé"}[self.state]

    @property
    def hour(self) -> str:
        return short_hour(self.slot.starts_at)

    @property
    def label(self) -> str:
        """« lundi 23 juin 2025 à 8 h 15, guichet Données : pris par Hélène Morvan »."""
        who = f" par {self.who}" if self.who else ""
        start = self.slot.starts_at
        return f"{day(start)} à {short_hour(start)}, {self.slot.desk.said}\u00a0: {self.word}{who}"


@dataclass(frozen=True)
class DeskRow:
    """A desk and its slots in order; `filled` of `offered` are taken."""

    desk: Desk
    seats: list[Seat]
    y: int

    @property
    def filled(self) -> int:
        return sum(seat.state == "taken" for seat in self.seats)

    @property
    def offered(self) -> int:
        return sum(seat.state != "closed" or bool(seat.who) for seat in self.seats)

    @property
    def has_closed(self) -> bool:
        return any(seat.slot.closed_at for seat in self.seats)


_CELL, _ROW = 58, 62


@dataclass(frozen=True)
class SeatMap:
    """Desk by desk, hour by hour; `width` and `height` are those of the drawing."""

    rows: list[DeskRow]

    @property
    def width(self) -> int:
        return max((len(row.seats) for row in self.rows), default=0) * _CELL + 2

    @property
    def height(self) -> int:
        return len(self.rows) * _ROW

    @property
    def description(self) -> str:
        return "; ".join(f"guichet {row.desk.title}, {row.filled} créneaux pris sur {row.offered}" for row in self.rows)


def seat_map(cafe: Cafe, user: Any, at: datetime) -> SeatMap:
    """Every slot with who has it; three queries."""
    booked = {
        registration.slot_id: registration
        for registration in Registration.objects.visible_to(user, at).filter(cafe=cafe, state__in=SEATED, slot__isnull=False)
        .only("slot_id", "first_name", "last_name", "reference")
    }  # fmt: skip
    slots: dict[int, list[Slot]] = {}
    for slot in Slot.objects.filter(desk__cafe=cafe).select_related("desk").order_by("starts_at", "pk"):
        slots.setdefault(slot.desk_id, []).append(slot)
    desks = cafe.desks.select_related("expert").order_by("code")
    return SeatMap([_row(desk, slots.get(desk.pk, []), booked, n * _ROW, at) for n, desk in enumerate(desks)])


def _row(desk: Desk, slots: list[Slot], booked: dict[int | None, Registration], y: int, at: datetime) -> DeskRow:
    seats = []
    for n, slot in enumerate(slots):
        has = booked.get(slot.pk)
        state = (
            "taken" if has or slot.is_taken else "closed" if slot.closed_at else "held" if slot.is_held(at) else "free"
        )
        who, reference = (has.full_name, has.reference) if has else ("", "")
        seats.append(Seat(slot, state, who, reference, n * _CELL + 1, y + 26))
    return DeskRow(desk, seats, y)


def demand_by_theme(cafe: Cafe, user: Any, at: datetime) -> list[Share]:
    """Questions asked by theme, of those who are registered or wait."""
    asked = CafeQuestion.objects.visible_to(user, at).filter(cafe=cafe)
    asked = asked.filter(Q(registration__isnull=True) | Q(registration__state__in=LIVE))
    options = next((dict(question.options) for question in questions_of(cafe.questions) if question.id == "theme"), {})
    return shares(((theme, 1) for theme in asked.values_list("theme", flat=True)), {**options, "": "Sans thème"})
