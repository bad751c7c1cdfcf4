"""Rows of the list as the page shows them: words and figures ready, nothing left to look up in the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from applications.models import Axis
from applications.states import State
from inmp_portal.accounts.models import Institution
from inmp_portal.lib import french
from inmp_portal.lib.icons import icon

TONES = {
    State.DRAFT: "calm", State.DEPOSITED: "open", State.SCREENING: "open", State.COMPLEMENT: "warm",
    State.ELIGIBLE: "ok", State.INELIGIBLE: "bad", State.IN_REVIEW: "open", State.REVIEWED: "open",
    State.LAUREATE: "ok", State.RESERVE: "warm", State.NOT_SELECTED: "calm", State.DECLINED: "calm",
    State.WITHDRAWN: "calm",
}  # fmt: skip
_SHAPES = {"ok": "check-circle", "bad": "diamond", "warm": "half", "open": "dot", "calm": "ring"}


@dataclass(frozen=True)
class Row:
    """One dossier of the list; of a draft only `title`, `axis` and `completeness` are filled."""

    reference: str
    title: str
    axis: Axis | None
    state: str
    tone: str
    shape: str
    number: str = ""
    acronym: str = ""
    lead: str = ""
    institution: str = ""
    secondary_axes: str = ""
    amount: str = ""
    deposited: str = ""
    version: int = 0
    is_reopened: bool = False
    doubts: int = 0
    completeness: int = 0


def rows_of(found: list[dict[str, Any]], *, axes: dict[int, Axis], places: dict[int, Institution]) -> list[Row]:
    """Words for what `queries.listing` read."""
    shapes = {tone: icon(name) for tone, name in _SHAPES.items()}
    return [_deposited(row, axes, places, shapes) if "number" in row else _draft(row, axes, shapes) for row in found]


def _draft(row: dict[str, Any], axes: dict[int, Axis], shapes: dict[str, Any]) -> Row:
    return Row(**_common(row, axes, shapes), completeness=row["completeness"])


def _deposited(
    row: dict[str, Any], axes: dict[int, Axis], places: dict[int, Institution], shapes: dict[str, Any]
) -> Row:
    place = places.get(row["institution_id"])
    return Row(
        **_common(row, axes, shapes),
        number=row["number"],
        acronym=row["acronym"] or "",
        lead=row["lead_name"],
        institution=place.name if place else "",
        secondary_axes=_others(row["secondary_axes"]),
        amount=french.money(row["requested_amount"]),
        deposited=f"{french.short_day(row['last_deposited_at'])}, {french.hour(row['last_deposited_at'])}",
        version=row["deposit_count"],
        is_reopened=row["reopened_at"] is not None,
        doubts=row["patient_doubts"],
    )


def _others(numbers: list[int]) -> str:
    """« axe 4 », « axes 3 et 4 »; empty when there is none."""
    if not numbers:
        return ""
    *most, last = map(str, numbers)
    return f"axes {', '.join(most)} et {last}" if most else f"axe\u00a0{last}"


def _common(row: dict[str, Any], axes: dict[int, Axis], shapes: dict[str, Any]) -> dict[str, Any]:
    state = State(row["state"])
    tone = TONES[state]
    return {
        "reference": row["reference"],
        "title": row["title"],
        "axis": axes.get(row["main_axis_id"]),
        "state": str(state.label),
        "tone": tone,
        "shape": shapes[tone],
    }
