"""`./portal drills redis`: deposits while Redis is frozen, then stopped; mails once it is back.

100 leads deposit through the real pages of a real web server and then reopen their dossier (its mail, M14, waits for
no PDF): 50 while Redis is frozen (SIGSTOP), 50 while it is stopped. All must be accepted, 95 % of the confirmations
within 2 s, and the 100 mails must leave within 60 s of its return. Negative control: the same pages with Celery's own
publishing settings must miss this bar while Redis is frozen.
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.drills.stage import processes
from tests.drills.stage.browsing import Answer, Browser, signed_in
from tests.drills.stage.place import report, stage
from tests.drills.stage.smtp import Sink

WEB, NAIVE, SMTP, REDIS = 8480, 8481, 8482, 6480
EACH, CONTROL, AT_ONCE = 50, 3, 4
PATIENCE, SLOW = 8.0, 2.0  # seconds

Person = tuple[str, str]  # session, reference of the dossier


def main() -> int:
    with stage("redis", smtp_port=SMTP, redis_port=REDIS) as folder, Sink(SMTP) as sink:
        return _play(folder, sink)


def _play(folder: Path, sink: Sink) -> int:
    from tests.drills.stage.dossiers import ready_dossiers

    people = [(signed_in(dossier.lead), dossier.reference) for dossier in ready_dossiers(2 * EACH + CONTROL)]
    redis = processes.redis(REDIS, folder)
    running = [processes.web(WEB, folder), processes.web(NAIVE, folder, DRILL_NAIVE="1")]
    running.append(processes.worker(folder, queues="mail,tick"))
    try:
        redis.signal(signal.SIGSTOP)
        control = _all(NAIVE, people[2 * EACH :])
        answers = _all(WEB, people[:EACH])
        redis.kill()
        answers += _all(WEB, people[EACH : 2 * EACH])
        sent_before = len(sink.received)
        redis = processes.redis(REDIS, folder)
        back_at = time.monotonic()
        processes.wait_until(lambda: len(_left(sink)) >= 2 * EACH, 60)
    finally:
        for process in [*running, redis]:
            process.kill()
    return _judge(sink, answers, control, back_at, sent_before)


def _all(port: int, people: Sequence[Person]) -> list[tuple[Answer, Answer]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(partial(_deposit_and_reopen, port), people))


def _deposit_and_reopen(port: int, person: Person) -> tuple[Answer, Answer]:
    session, reference = person
    browser = Browser(port, session, PATIENCE)
    return browser.deposit(reference), browser.post(f"/dossiers/{reference}/reouverture/")


def _judge(
    sink: Sink, answers: list[tuple[Answer, Answer]], control: list[tuple[Answer, Answer]], back_at: float, before: int
) -> int:
    from applications.models import Deposit

    accepted = sum(deposit.status == reopening.status == 302 for deposit, reopening in answers)
    kept = Deposit.objects.filter(deposited_by__email__in=_addresses()).count()
    p95 = statistics.quantiles([deposit.seconds for deposit, _ in answers], n=20)[-1]
    owed = {f"porteur{n}@exemple.fr" for n, (_, reopening) in enumerate(answers) if reopening.status == 302}
    lost = len(owed - _left(sink)) + max(accepted - kept, 0)
    control_failed = any(deposit.status != 302 or deposit.seconds > SLOW for deposit, _ in control)
    last = max((message.at for message in sink.received), default=back_at)
    return report(
        drill="redis", attempts=len(answers), wrong=len(answers) - accepted, lost=lost, duplicates=sink.duplicates,
        p95_ms=round(p95 * 1000), negative_control=control_failed,
        mails_out_after_s=round(last - back_at, 1), sent_while_down=before,
        control_slowest_ms=round(max(deposit.seconds for deposit, _ in control) * 1000),
        ok=accepted == len(answers) and p95 < SLOW and not lost and not sink.duplicates and control_failed,
    )  # fmt: skip


def _addresses() -> set[str]:
    """The leads of the 100 deposits; those of the control do not count."""
    return {f"porteur{n}@exemple.fr" for n in range(2 * EACH)}


def _left(sink: Sink) -> set[str]:
    """Those of them whose mail has arrived."""
    return {to for message in sink.received for to in message.to} & _addresses()


if __name__ == "__main__":
    sys.exit(main())
