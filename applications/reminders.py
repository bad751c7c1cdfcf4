"""Which reminders the drafts of a call get: the rules are its data (parameter `rappels`), counted from its close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inmp_portal.outbox.methods import occurrences


@dataclass(frozen=True)
class Rule(occurrences.Rule):
    """A rule that may leave out the dossiers that are hardly begun; `min_completeness` is a percentage."""

    min_completeness: int = 0


Occurrence = occurrences.Occurrence[Rule]


def rules_of(parameters: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules among a call's parameters; none when the edition has none."""
    return tuple(Rule(**rule) for rule in parameters.get("rappels", {"value": []})["value"])
