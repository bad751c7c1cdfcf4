"""Which reminders the people of a café get: its rules are data, counted from the hour at which each is expected."""

from __future__ import annotations

from events.models import Cafe, Registration
from inmp_portal.outbox.methods.occurrences import Rule


def rules_of(cafe: Cafe) -> tuple[Rule, ...]:
    """The rules of a café; none when it has none."""
    return tuple(Rule(**rule) for rule in cafe.reminders)


def given_as(rule: Rule, registration: Registration) -> str:
    """Under what name a reminder counts as given: another hour, hence another revision, calls for another reminder."""
    return f"{rule.code}/{registration.revision}"
