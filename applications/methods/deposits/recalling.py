"""When a request that waits is recalled: half-way to its date, and the day before. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.working_days import at_or_after

HALFWAY, EVE = "complement-mi-delai", "complement-veille"
_HOUR = time(9)


def instants(asked_at: datetime, due_at: datetime) -> dict[str, datetime]:
    """At nine in Paris; half-way on a working day, and only where it falls between the request and the eve."""
    eve = datetime.combine(due_at.astimezone(PARIS).date() - timedelta(days=1), _HOUR, PARIS)
    middle = at_or_after((asked_at + (due_at - asked_at) / 2).astimezone(PARIS).date())
    halfway = datetime.combine(middle, _HOUR, PARIS)
    found = {HALFWAY: halfway, EVE: eve} if halfway < eve else {EVE: eve}
    return {rule: instant for rule, instant in found.items() if instant > asked_at}
