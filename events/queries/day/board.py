"""The reception's list: who is expected, who is there, and how many heads that makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from events.models import Cafe, Registration
from events.states import SEATED, RegistrationState
from inmp_portal.lib.folding import fold
from inmp_portal.lib.french import counted, short_hour

_SHOWN = ("reference", "state", "first_name", "last_name", "name_folded", "email", "other_institution", "unit",
          "party_size", "is_walk_in", "waiting_since", "checked_in_at", "updated_at", "cafe", "slot__starts_at",
          "slot__desk__title", "slot__desk__code", "institution__short_name", "institution__name")  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One registration as the reception reads it; `expected` is the hour of an appointment, `sought` is what a search is compared with, folded."""

    reference: str
    name: str
    place: str
    notes: tuple[str, ...]
    state: str
    is_there: bool
    is_absent: bool
    is_walk_in: bool
    arrived: str
    expected: str
    sought: str
    may_add_address: bool


@dataclass(frozen=True)
class Board:
    """`groups` are (heading, rows), the heading empty where there is one group; counts are heads.

    `version` is another one whenever what the list shows has changed.
    """

    groups: list[tuple[str, list[Row]]]
    present: int
    expected: int
    walk_ins: int
    waiting: int
    still_to_come: int
    absent: int
    version: str

    @classmethod
    def of(cls, cafe: Cafe, user: Any, at: datetime, search: str = "") -> Board:
        """One query, whatever the number of registrations."""
        rows = Registration.objects.visible_to(user, at).live().filter(cafe=cafe)
        rows = rows.select_related("institution", "slot__desk").only(*_SHOWN).order_by("name_folded", "pk")
        found = list(rows)
        return cls(
            groups=_groups(cafe, found, fold(search)),
            present=_heads(found, RegistrationState.ATTENDED),
            expected=sum(one.party_size for one in found if one.state in SEATED and not _came_unplanned(one)),
            walk_ins=sum(one.party_size for one in found if one.is_walk_in),
            waiting=_heads(found, RegistrationState.WAITING),
            still_to_come=sum(one.state == RegistrationState.CONFIRMED for one in found),
            absent=sum(one.state == RegistrationState.NO_SHOW for one in found),
            version=_version(found, fold(search), cafe.ends_at <= at),
        )  # fmt: skip

    @property
    def is_empty(self) -> bool:
        return not any(rows for _, rows in self.groups)


def _version(found: Iterable[Registration], sought: str, is_over: bool) -> str:
    seen = hashlib.sha256(repr((sought, is_over)).encode())
    for one in found:
        seen.update(f"{one.pk} {one.state} {one.updated_at.isoformat()};".encode())
    return seen.hexdigest()[:16]


def _came_unplanned(one: Registration) -> bool:
    return one.is_walk_in or one.waiting_since is not None


def _heads(found: Iterable[Registration], state: RegistrationState) -> int:
    return sum(one.party_size for one in found if one.state == state)


def _groups(cafe: Cafe, found: list[Registration], sought: str) -> list[tuple[str, list[Row]]]:
    """By name; for appointments by desk, then by hour, those without a slot at the end."""
    kept = [(one, row) for one in found if sought in (row := row_of(one)).sought]
    if cafe.is_open_session:
        return [("", [row for _, row in kept])]
    kept.sort(key=lambda pair: (pair[0].slot is None, *_place(pair[0]), pair[0].name_folded))
    by_desk = groupby(kept, key=lambda pair: pair[0].slot.desk.title if pair[0].slot else "")
    return [(f"Guichet {title}" if title else "Sans créneau", [row for _, row in pairs]) for title, pairs in by_desk]


def _place(one: Registration) -> tuple[Any, ...]:
    return (one.slot.desk.code, one.slot.starts_at) if one.slot else ("", one.updated_at)


def row_of(one: Registration) -> Row:
    is_there = one.state == RegistrationState.ATTENDED
    name = f"{one.last_name.upper()} {one.first_name}".strip()
    return Row(
        reference=one.reference,
        name=name,
        place=", ".join(filter(None, (one.institution_name, one.unit))),
        notes=_notes(one),
        state=one.state,
        is_there=is_there,
        is_absent=one.state == RegistrationState.NO_SHOW,
        is_walk_in=one.is_walk_in,
        arrived=short_hour(one.checked_in_at) if one.checked_in_at else "",
        expected=short_hour(one.slot.starts_at) if one.slot else "",
        sought=f"{fold(one.first_name)} {one.name_folded} {fold(one.institution_name)} {fold(one.unit)}",
        may_add_address=is_there and not one.email,
    )


def _notes(one: Registration) -> tuple[str, ...]:
    """What the reception has to know besides the name."""
    said = [
        short_hour(one.slot.starts_at) if one.slot else "",
        counted(one.party_size, "personne") if one.party_size > 1 else "",
        "sans inscription" if one.is_walk_in else "",
        "en liste d’attente" if one.waiting_since else "",
        "place proposée" if one.state == RegistrationState.OFFERED else "",
    ]
    return tuple(filter(None, said))
