"""The checks of eligibility that an edition has, as its content tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CHECKS = "recevabilite"  # the call's parameter that holds them
_AUTOMATIC, _ASSISTED = "automatique", "humain assisté"


@dataclass(frozen=True)
class Check:
    """One check. `control` says who answers, `issue` what a « no » leads to; both in the edition's own words."""

    code: str
    label: str
    control: str
    issue: str

    @property
    def is_automatic(self) -> bool:
        """Computed from the deposit; a person may still answer in its place, with a reason."""
        return self.control == _AUTOMATIC

    @property
    def is_assisted(self) -> bool:
        return self.control == _ASSISTED

    @property
    def opinions(self) -> int:
        """How many people answer."""
        return 2 if "deux avis" in self.control else 1

    @property
    def calls_for_a_complement(self) -> bool:
        """Is the team first given the time to put it right?"""
        return "complément" in self.issue


def checks_of(listed: Iterable[Mapping[str, Any]]) -> tuple[Check, ...]:
    """The checks as the edition, or a screening, keeps them."""
    return tuple(Check(one["code"], one["libelle"], one["controle"], one["issue"]) for one in listed)
