"""State machines as tables: checked, listed and drawn from the same lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inmp_portal.lib.verdict import Verdict


class Machine:
    """What may follow what. `table` maps a state to the set of states that may follow it."""

    def __init__(self, states: Any, table: Mapping[Any, set[Any]]) -> None:
        unknown = {state for targets in table.values() for state in targets} - set(states)
        if unknown:
            raise ValueError(f"unknown states: {unknown}")
        self.states = states
        self.table = {state: frozenset(table.get(state, ())) for state in states}

    def targets(self, state: str) -> frozenset[Any]:
        """The states that may follow `state`."""
        return self.table[self.states(state)]

    def verdict(self, state: str, target: str) -> Verdict:
        """May `target` follow `state`?"""
        if self.states(target) in self.targets(state):
            return Verdict.yes()
        return Verdict.no(f"Cette opération n’est pas possible : l’état actuel est « {self.states(state).label} ».")

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram, states in their declared order."""
        lines = ["stateDiagram-v2"]
        order = list(self.states)
        for state in order:
            lines += [f"    {state.name} --> {target.name}" for target in sorted(self.table[state], key=order.index)]
        return "\n".join(lines) + "\n"
