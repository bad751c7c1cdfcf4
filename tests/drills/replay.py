"""One confirmation sent fifty times at once, from several processes: one deposit, one receipt, fifty same answers.

The negative control replays without the lock on the dossier: it must be caught.

    python -m tests.drills.replay [rounds]
"""

from __future__ import annotations

import sys
import time
import uuid

from tests.drills.ground import in_processes, own_database, percentile, ready_dossiers, report

REPLAYS = 50


def press(application_id: int, token: str, starts_at: float) -> tuple[str, float]:
    """Confirm once more; the number of the deposit or the name of the failure, and milliseconds."""
    from applications.actions.depositing import deposit
    from applications.models import Application
    from inmp_portal.lib import clock

    application = Application.objects.select_related("lead", "call").defer("call__form").get(pk=application_id)
    time.sleep(max(0.0, starts_at - time.time()))
    begun = time.perf_counter()
    try:
        made = deposit(application=application, by=application.lead, at=clock.now(), token=uuid.UUID(token))
        said = f"{made.number} v{made.version}"
    except Exception as failure:
        said = type(failure).__name__
    return said, (time.perf_counter() - begun) * 1000


def replayed(application_id: int) -> tuple[int, int, int, list[float]]:
    """Fifty replays of one token: wrong answers, lost deposits, duplicates, times."""
    from applications.models import Deposit, DepositAttempt, Document

    token, starts_at = str(uuid.uuid4()), time.time() + 0.4
    answers = in_processes(press, [(application_id, token, starts_at)] * REPLAYS, processes=10)
    deposits = Deposit.objects.filter(application_id=application_id)
    receipts = Document.objects.filter(deposit__in=deposits, kind="receipt").count()
    attempts = DepositAttempt.objects.filter(application_id=application_id).count()
    expected = f"{deposits[0].number} v1" if deposits else ""
    wrong = sum(said != expected for said, _ in answers)
    duplicates = max(0, deposits.count() - 1) + max(0, receipts - 1) + max(0, attempts - 1)
    return wrong, int(not deposits), duplicates, [took for _, took in answers]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with own_database("replay"):
        from datetime import timedelta

        from applications.models import Application, Call
        from applications.models.application import ApplicationQuerySet
        from inmp_portal.lib import clock

        keys = ready_dossiers(2 * rounds)
        Call.objects.update(closes_at=clock.now() + timedelta(days=1))
        done = [replayed(key) for key in keys[:rounds]]
        times = [took for *_, each in done for took in each]

        def unlocked(self: ApplicationQuerySet, application: Application) -> Application:
            return self.select_related("call", "lead").get(pk=application.pk)

        ApplicationQuerySet.locked = unlocked
        Application.objects.__class__.locked = unlocked
        caught = sum(sum(replayed(key)[:3]) for key in keys[rounds:])
        wrong, lost, duplicates = (sum(each[place] for each in done) for place in range(3))
        report(
            drill="replay", attempts=rounds * REPLAYS, wrong=wrong, lost=lost, duplicates=duplicates,
            p95_ms=round(percentile(times, 0.95), 1), negative_control=caught > 0, caught_in_control=caught,
            ok=wrong == lost == duplicates == 0 and caught > 0,
        )  # fmt: skip


if __name__ == "__main__":
    main()
