"""Deposits across the closing second, by the real action, from several processes: each decided by what is recorded.

The close is moved into the middle of each round, so that every round crosses its own closing second. A deposit is wrong
when its recorded instant and its outcome disagree, or when they disagree with what the caller's own watch says: over
before the close means accepted, begun after it means refused. The negative control checks the hour before writing,
as a careless version would: it must be caught.

    python -m tests.drills.deadline [attempts]
"""

from __future__ import annotations

import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.drills.ground import PROCESSES, in_processes, own_database, percentile, ready_dossiers, report

ROUND = 120
CONTROL = 240


class Press(NamedTuple):
    """What one caller saw: when it pressed and when it was answered, by its own watch."""

    application: int
    begun: datetime
    ended: datetime
    outcome: str


def press(application_id: int) -> Press:
    """Deposit one dossier."""
    from applications.actions.depositing import deposit
    from applications.actions.deposits.attempts import NotDeposited
    from applications.models import Application
    from inmp_portal.lib import clock

    application = Application.objects.select_related("lead", "call").defer("call__form").get(pk=application_id)
    begun = datetime.now(UTC)
    try:
        deposit(application=application, by=application.lead, at=clock.now(), token=uuid.uuid4())
        outcome = "accepted"
    except NotDeposited as refusal:
        outcome = refusal.kind
    return Press(application_id, begun, datetime.now(UTC), outcome)


def careless(application):
    """The negative control: the hour is checked first and written afterwards, on a machine that is a little busy."""
    from applications.actions.deposits import deciding

    if datetime.now(UTC) > application.deadline:
        return deciding.Decision(datetime.now(UTC), application.deadline, None, False, None, None, None)
    time.sleep(0.4)
    return deciding.decide(application)


def run(keys: list[int], pace: float) -> tuple[list[tuple[datetime, list[Press]]], float]:
    """Rounds over the dossiers; the close falls in the middle of each. Returns them and the last pace, in seconds."""
    from applications.models import Call

    rounds = []
    for start in range(0, len(keys), ROUND):
        batch = keys[start : start + ROUND]
        closes_at = datetime.now(UTC) + timedelta(seconds=0.5 + pace * len(batch) / 2)
        Call.objects.update(closes_at=closes_at)
        begun = time.monotonic()
        rounds.append((closes_at, in_processes(press, [(key,) for key in batch])))
        pace = (time.monotonic() - begun - 0.5) / len(batch)
    return rounds, pace


def judge(rounds: list[tuple[datetime, list[Press]]]) -> tuple[int, int]:
    """How many outcomes are wrong, and how many attempts left no trace."""
    from applications.models import Deposit, DepositAttempt

    deposits = dict(Deposit.objects.values_list("application_id", "deposited_at"))
    attempts = dict(DepositAttempt.objects.values_list("application_id", "at"))
    wrong = lost = 0
    for closes_at, presses in rounds:
        for seen in presses:
            lost += seen.application not in attempts
            at = deposits.get(seen.application)
            wrong += not _is_right(seen, at or attempts.get(seen.application, seen.begun), at is not None, closes_at)
    return wrong, lost


def _is_right(seen: Press, recorded: datetime, accepted: bool, closes_at: datetime) -> bool:
    if seen.outcome not in ("accepted", "late") or accepted != (seen.outcome == "accepted"):
        return False
    if accepted != (recorded <= closes_at) or not seen.begun <= recorded <= seen.ended:
        return False
    return accepted if seen.ended <= closes_at else True


def main() -> None:
    attempts = int(sys.argv[1]) if len(sys.argv) > 1 else 6_000
    with own_database("deadline"):
        from django.db.models import Count

        from applications.actions import depositing
        from applications.actions.deposits import deciding
        from applications.models import Call, Deposit

        keys = ready_dossiers(attempts + CONTROL)
        rounds, pace = run(keys[:attempts], pace=0.04)
        wrong, lost = judge(rounds)
        times = [(seen.ended - seen.begun).total_seconds() * 1000 for _, presses in rounds for seen in presses]
        accepted = Deposit.objects.count()
        duplicates = Deposit.objects.values("number").annotate(n=Count("id")).filter(n__gt=1).count()
        gapless = Call.objects.get().last_number == accepted

        deciding._DECIDE = deciding._DECIDE.replace(
            "instant.at >= deadline.opens_at AND instant.at <= deadline.closes_at", "true"
        )
        depositing.decide = careless
        caught, _ = judge(run(keys[attempts:], pace=pace + 0.4 / PROCESSES)[0])
        report(
            drill="deadline", attempts=attempts, wrong=wrong, lost=lost, duplicates=duplicates,
            p95_ms=round(percentile(times, 0.95), 1), negative_control=caught > 0, accepted=accepted,
            refused=attempts - accepted, caught_in_control=caught,
            ok=wrong == lost == duplicates == 0 and gapless and caught > 0 and 0 < accepted < attempts,
        )  # fmt: skip


if __name__ == "__main__":
    main()
