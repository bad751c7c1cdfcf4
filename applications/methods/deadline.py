"""The sentence about the deadline that stands on every page, by the instant at which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from inmp_portal.lib import french
from inmp_portal.lib.clock import PARIS

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Deadline:
    """`state` is before, open, soon, closed or announced; `remaining` is empty unless the call is open."""

    state: str
    headline: str
    detail: str
    closes_at: datetime
    remaining: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in {"open", "soon"}

    @property
    def is_over(self) -> bool:
        return self.state in {"closed", "announced"}


def deadline_at(
    at: datetime, *, opens_at: datetime, closes_at: datetime, announced_at: datetime | None, results_text: str
) -> Deadline:
    """What to say at an instant; each sentence gives the closing day, hour and zone."""
    closing = f"le {french.moment(closes_at)}, heure de Paris."
    if announced_at and at >= announced_at:
        return Deadline("announced", "Découvrez les projets lauréats.", f"Le dépôt s’est clos {closing}", closes_at)
    if at > closes_at:
        detail = f"Les lauréats seront annoncés en {results_text}. Clôture {closing}"
        return Deadline("closed", "Le dépôt est clos.", detail, closes_at)
    if at < opens_at:
        opening = f"Le dépôt ouvrira le {french.moment(opens_at)}."
        return Deadline("before", opening, f"Clôture {closing}", closes_at)
    left = remaining(at, closes_at)
    if closes_at - at < SOON:
        headline = f"Plus qu{'’' if left.startswith(('un', 'une')) else 'e '}{left} pour déposer votre dossier."
        return Deadline("soon", headline, f"Clôture {closing}", closes_at, left)
    return Deadline("open", "Dépôt ouvert.", f"Clôture {closing}", closes_at, left)


def remaining(at: datetime, until: datetime) -> str:
    """« 6 jours » counted from day to day in Paris; on the last day « 3 heures », then « 28 minutes », never rounded up."""
    days = (until.astimezone(PARIS).date() - at.astimezone(PARIS).date()).days
    if days > 0:
        return "un jour" if days == 1 else f"{days}{french.NO_BREAK}jours"
    minutes = max(int((until - at).total_seconds() // 60), 0)
    if minutes >= 60:
        hours = minutes // 60
        return "une heure" if hours == 1 else f"{hours}{french.NO_BREAK}heures"
    return f"{minutes}{french.NO_BREAK}minutes" if minutes > 1 else "une minute"
