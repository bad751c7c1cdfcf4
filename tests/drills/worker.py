"""`./portal drills worker [--mails 1000 --deposits 17 --kills 30]`: kill -9 of the worker while it sends mails and makes PDFs.

The worker's whole process group is killed while something is in its hands, and started again. All mails must leave, all
PDFs must be there; a mail may come twice, with the same Message-ID, once a kill at most. Negative control: a sender that
commits « sent » before it sends must lose mails to the same kills. Without arguments: 200 mails, 51 PDFs, 8 kills.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.drills.stage import processes
from tests.drills.stage.outgoing import queue_mails
from tests.drills.stage.place import report, stage
from tests.drills.stage.smtp import Sink

SMTP, REDIS = 8483, 6483
A_DEPOSIT = 3  # PDFs
BETWEEN_KILLS = 2.0  # seconds of work, on average; mails take the time that leaves some to the last kill
CONTROL_MAILS, CONTROL_KILLS = 60, 8
PATIENCE = 600  # seconds for all to be done; a PDF that was being made waits for its lease of three minutes


def main() -> int:
    asked = _asked()
    with stage("worker", smtp_port=SMTP, redis_port=REDIS) as folder, Sink(SMTP, delay=0.04) as sink:
        lost_by_control = _control(folder, sink)
        sink.received.clear()
        sink.delay = asked.kills * BETWEEN_KILLS / asked.mails
        return _play(asked, folder, sink, lost_by_control)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal drills worker")
    for name, default in (("mails", 200), ("deposits", 17), ("kills", 8)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def _play(asked: argparse.Namespace, folder: Path, sink: Sink, lost_by_control: int) -> int:
    from applications.models import Document
    from inmp_portal.outbox.models import Mail

    queue_mails(asked.mails, "courriel")
    _deposit(asked.deposits)
    redis = processes.redis(REDIS, folder)
    worker = processes.worker(folder, queues="mail,pdf,tick")
    started, kills, at_work = time.monotonic(), 0, 0
    try:
        for _ in range(asked.kills):
            processes.wait_until(_something_is_in_hand, 30, pause=0.05)  # the new worker has begun
            time.sleep(random.uniform(0, 2 * BETWEEN_KILLS))
            worker.kill()
            kills += 1
            at_work += _something_is_in_hand()
            worker.start()
        done = processes.wait_until(
            lambda: not Mail.objects.exclude(state__in=["sent", "aborted"]).exists()
            and not Document.objects.exclude(state="ready").exists(),
            PATIENCE, pause=1,
        )  # fmt: skip
    finally:
        worker.kill()
        redis.kill()
    facts = {"kills": kills, "kills_at_work": at_work, "seconds": round(time.monotonic() - started)}
    return _judge(asked, sink, facts, done, lost_by_control)


def _something_is_in_hand() -> bool:
    """Is a mail or a PDF being made, or was it when its worker was killed?"""
    from applications.models import Document
    from inmp_portal.outbox.models import Mail

    return Mail.objects.filter(state="sending").exists() or Document.objects.filter(state="building").exists()


def _judge(asked: argparse.Namespace, sink: Sink, facts: dict[str, int], done: bool, lost_by_control: int) -> int:
    from applications.models import Document
    from inmp_portal.outbox.models import Mail

    arrived = {message.message_id for message in sink.received}
    queued = set(
        Mail.objects.filter(dedup_key__startswith="compte_bienvenue:courriel").values_list("message_id", flat=True)
    )
    receipts = set(Mail.objects.filter(kind="accuse_reception").values_list("message_id", flat=True))
    lost_mails = len((queued | receipts) - arrived) + asked.deposits - len(receipts)
    lost_documents = A_DEPOSIT * asked.deposits - Document.objects.filter(state="ready").count()
    wrong = _sent_under_two_identities(sink)
    lost = lost_mails + lost_documents
    return report(
        drill="worker", attempts=asked.mails + A_DEPOSIT * asked.deposits, wrong=wrong, lost=lost, duplicates=sink.duplicates,
        p95_ms=None, negative_control=lost_by_control > 0, control_lost=lost_by_control, **facts,
        ok=done and not lost and not wrong and sink.duplicates <= facts["kills"] and facts["kills_at_work"] > 0 and lost_by_control > 0,
    )  # fmt: skip


def _sent_under_two_identities(sink: Sink) -> int:
    """Recipients who got two that their mail reader cannot know for one."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for message in sink.received:
        if message.to and message.to[0].startswith("courriel"):
            seen[message.to].add(message.message_id)
    return sum(len(identities) > 1 for identities in seen.values())


def _control(folder: Path, sink: Sink) -> int:
    """How many mails the naive sender loses."""
    from inmp_portal.outbox.models import Mail

    queue_mails(CONTROL_MAILS, "temoin")
    sender = processes.Process(folder / "naive.log", sys.executable, "-m", "tests.drills.stage.naive")
    for _ in range(CONTROL_KILLS):
        before = len(sink.received)
        processes.wait_until(lambda before=before: len(sink.received) > before + 2, 20, pause=0.01)
        sender.kill()
        sender.start()
    processes.wait_until(lambda: not Mail.objects.exclude(state="sent").exists(), 60)
    time.sleep(1)
    sender.kill()
    return CONTROL_MAILS - len({message.message_id for message in sink.received})


def _deposit(number: int) -> None:
    import uuid

    from applications.actions.depositing import deposit
    from inmp_portal.lib import clock
    from inmp_portal.lib.instance import clock_offset
    from tests.drills.stage.dossiers import ready_dossiers

    made: list[Any] = ready_dossiers(number)
    with clock.shifted(clock_offset()):
        for dossier in made:
            deposit(application=dossier, by=dossier.lead, at=clock.now(), token=uuid.uuid4())


if __name__ == "__main__":
    sys.exit(main())
