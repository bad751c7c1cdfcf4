"""`./portal drills redis`: deposits while Redis is frozen, then stopped; mails once it is back.

100 deposits through a real web server: 50 while Redis is frozen (SIGSTOP), 50 while it is stopped. All must be
accepted, 95 % within 2 s, and the mails queued with them must leave within 60 s of its return. Negative control: the
same request with Celery's own publishing settings must fail this bar while Redis is frozen.
"""

from __future__ import annotations

import http.client
import signal
import statistics
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.drills.stage import processes
from tests.drills.stage.place import report, stage
from tests.drills.stage.smtp import Sink

WEB, NAIVE, SMTP, REDIS = 8480, 8481, 8482, 6480
EACH, CONTROL, AT_ONCE = 50, 3, 4
PATIENCE, SLOW = 8.0, 2.0  # seconds


def main() -> int:
    with stage("redis", smtp_port=SMTP, redis_port=REDIS) as folder, Sink(SMTP) as sink:
        return _play(folder, sink)


def _play(folder: Path, sink: Sink) -> int:
    from tests.drills.stage.dossiers import ready_dossiers

    references = [dossier.reference for dossier in ready_dossiers(2 * EACH + CONTROL)]
    redis = processes.redis(REDIS, folder)
    running = [processes.web(WEB, folder), processes.web(NAIVE, folder, DRILL_NAIVE="1")]
    running.append(processes.worker(folder, queues="mail,tick"))
    try:
        redis.signal(signal.SIGSTOP)
        control = _deposit_all(NAIVE, references[2 * EACH :])
        answers = _deposit_all(WEB, references[:EACH])
        redis.kill()
        answers += _deposit_all(WEB, references[EACH : 2 * EACH])
        sent_before = len(sink.received)
        redis = processes.redis(REDIS, folder)
        back_at = time.monotonic()
        processes.wait_until(lambda: len(_left(sink)) >= 2 * EACH, 60)
    finally:
        for process in [*running, redis]:
            process.kill()
    return _judge(sink, answers, control, back_at, sent_before)


def _judge(
    sink: Sink, answers: list[tuple[int, float]], control: list[tuple[int, float]], back_at: float, sent_before: int
) -> int:
    accepted = sum(status == 200 for status, _ in answers)
    p95 = statistics.quantiles([seconds for _, seconds in answers], n=20)[-1]
    lost = 2 * EACH - len(_left(sink))
    control_failed = any(status != 200 or seconds > SLOW for status, seconds in control)
    last = max((message.at for message in sink.received), default=back_at)
    return report(
        drill="redis", attempts=len(answers), wrong=len(answers) - accepted, lost=lost, duplicates=sink.duplicates,
        p95_ms=round(p95 * 1000), negative_control=control_failed,
        mails_out_after_s=round(last - back_at, 1), sent_while_down=sent_before,
        control_slowest_ms=round(max(seconds for _, seconds in control) * 1000),
        ok=accepted == len(answers) and p95 < SLOW and not lost and not sink.duplicates and control_failed,
    )  # fmt: skip


def _deposit_all(port: int, references: Iterable[str]) -> list[tuple[int, float]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda reference: _deposit(port, reference), references))


def _deposit(port: int, reference: str) -> tuple[int, float]:
    """Status and seconds; 0 when no answer came in time."""
    started = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST", f"/exercice/depot/{reference}/", headers={"Host": "localhost"})
        response = connection.getresponse()
        response.read()
        return response.status, time.monotonic() - started
    except OSError:
        return 0, time.monotonic() - started
    finally:
        connection.close()


def _left(sink: Sink) -> set[str]:
    """The leads of the 100 deposits whose mail has arrived; those of the control do not count."""
    addresses = {to for message in sink.received for to in message.to}
    return {address for address in addresses if int(address.removeprefix("porteur").split("@")[0]) < 2 * EACH}


if __name__ == "__main__":
    sys.exit(main())
