"""What a question may depend on: the other answers, the row it stands in, the parameters of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from applications.sections.definition import BUDGET_LINES, ROW_KEY, TEAMS, Definition, Field

_ORDERED_CATEGORIES = ("equipement", "prestations")  # the spending that a quotation is asked for


@dataclass(frozen=True)
class Team:
    """A team as other answers name it: `key` is what they hold, `label` what people read."""

    key: str
    label: str
    structure: str


class Context(Mapping[str, Any]):
    """The names that conditions and limits read, for one set of answers (and one row of it)."""

    def __init__(
        self, definition: Definition, answers: Mapping[str, Any], row: Mapping[str, Any] | None = None
    ) -> None:
        self.definition, self.answers, self.row = definition, answers, {} if row is None else row

    def within(self, row: Mapping[str, Any]) -> Context:
        """The same, seen from one row of a group."""
        inner = Context(self.definition, self.answers, row)
        inner.__dict__["teams"] = self.teams
        return inner

    def applies(self, field: Field) -> bool:
        """Is this question asked, given the other answers?"""
        return field.condition is None or field.condition.holds(self)

    def is_due(self, field: Field) -> bool:
        """Is an answer needed to deposit?"""
        return field.is_due_at_deposit and self.applies(field)

    def number(self, name: str) -> int | None:
        """The whole number answered to `name`, or None."""
        value = self.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def bound(self, name: str) -> int | None:
        """The same when it may bound another answer: not while it is out of its own bounds, which is what is to be told."""
        value, spec = self.number(name), self.definition.asked.get(name)
        if value is None or spec is None:
            return value
        low, high = spec.min, (spec.max if spec.max is not None else self.bound(spec.max_ref) if spec.max_ref else None)
        return None if (low is not None and value < low) or (high is not None and value > high) else value

    @cached_property
    def teams(self) -> dict[str, Team]:
        """The teams of the dossier by key, in their order."""
        rows = rows_of(self.answers.get(TEAMS))
        return {team.key: team for team in (_team(row, place) for place, row in enumerate(rows, start=1))}

    @cached_property
    def referred_teams(self) -> frozenset[str]:
        """Keys that other answers already point to, existing or not."""
        return frozenset(self._references())

    def _references(self) -> Iterable[str]:
        for field in self.definition:
            for column in field.columns:
                if column.type == "ref_equipe":
                    yield from (str(row.get(column.id) or "") for row in rows_of(self.answers.get(field.id)))

    def __getitem__(self, name: str) -> Any:
        if name in self.row:
            return self.row[name]
        if name in self.answers:
            return self.answers[name]
        if name == "ligne":
            return self._highest_order
        return self.definition.constants[name]

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    @cached_property
    def _highest_order(self) -> int:
        """The largest line of equipment or services, in euros: what decides whether quotations are due."""
        lines = [row for row in rows_of(self.answers.get(BUDGET_LINES)) if row.get("categorie") in _ORDERED_CATEGORIES]
        return max((sum(whole(row.get(year)) for year in ("annee1", "annee2")) for row in lines), default=0)

    def __iter__(self) -> Any:
        return iter({**self.definition.constants, **self.answers, **self.row})

    def __len__(self) -> int:
        return len({**self.definition.constants, **self.answers, **self.row})


def rows_of(value: Any) -> list[dict[str, Any]]:
    """The rows of a stored group; nothing when what is stored is not one."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def whole(value: Any) -> int:
    """A stored amount as a whole number; what was typed but is no amount counts for nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def row_key(row: Mapping[str, Any], place: int) -> str:
    """The key of a row standing at `place` (from 1): its own, or its place when it was never given one."""
    return str(row.get(ROW_KEY) or place)


def _team(row: Mapping[str, Any], place: int) -> Team:
    return Team(
        row_key(row, place), str(row.get("equipe_nom") or f"Équipe {place}"), str(row.get("equipe_structure") or "")
    )
