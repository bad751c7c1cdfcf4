"""Who came to a café, once it is over: what takes the place of its forecast. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from inmp_portal.lib.french import NO_BREAK, counted


@dataclass(frozen=True)
class Attendance:
    """Heads: `present` includes the `walk_ins`, who had not signed up; `unnoted` had a place and nobody noted anything."""

    present: int
    walk_ins: int
    absent: int
    unnoted: int

    @property
    def came(self) -> int:
        """Those present who had signed up."""
        return self.present - self.walk_ins

    @property
    def signed_up(self) -> int:
        return self.came + self.absent + self.unnoted

    @property
    def heading(self) -> str:
        """« 38 personnes présentes, dont 5 sans inscription »."""
        without = f", dont {self.walk_ins} sans inscription" if self.walk_ins else ""
        return counted(self.present, "personne présente", "personnes présentes") + without

    @property
    def sentence(self) -> str:
        """« Sur 42 personnes inscrites, 33 sont venues (79 %). »."""
        if not self.signed_up:
            return "Personne ne s’était inscrit."
        share = round(100 * self.came / self.signed_up)
        came = f"{self.came} {'sont venues' if self.came > 1 else 'est venue'}" if self.came else "aucune n’est venue"
        people = counted(self.signed_up, "personne inscrite", "personnes inscrites")
        return f"Sur {people}, {came} ({share}{NO_BREAK}%)."
