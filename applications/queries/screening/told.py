"""What a team is told of the eligibility of its dossier: a decision once it is taken, nothing before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, Ruling
from applications.states import RulingState, State

_BEFORE_ANY = (State.DRAFT, State.DEPOSITED)


@dataclass(frozen=True)
class Told:
    """The last decision taken; `end_reason` and `ended_at` once it was undone. Nobody's name."""

    word: str
    is_refusal: bool
    motive: str
    at: datetime
    ended_at: datetime | None
    end_reason: str


def told_of(application: Application) -> Told | None:
    """One query once the dossier may have been decided upon, none before."""
    if application.state in _BEFORE_ANY:
        return None
    taken = Ruling.objects.filter(
        screening__application=application, state__in=[RulingState.CONFIRMED, RulingState.REVERSED]
    )
    ruling = taken.order_by("-pk").first()
    if ruling is None or ruling.confirmed_at is None:
        return None
    return Told(
        str(ruling.get_outcome_display()), ruling.outcome == State.INELIGIBLE, ruling.motive, ruling.confirmed_at,
        ruling.ended_at, ruling.end_reason,
    )  # fmt: skip
