"""`./portal drills smtp [--mails 1000 --minutes 10]`: the mail server away for ten minutes, then back.

Nobody listens for the first half of the time, somebody listens and says nothing for the second. The minutes are those
of the portal's clock: the instance is a demonstration, whose clock is moved on by one minute at a time (`move_clock`), and
the worker is nudged and tries in each of them. Afterwards the clock goes on likewise until all has left. Each mail must
arrive once. Negative control: a sender that commits « sent » before it sends must lose mails.
"""

from __future__ import annotations

import argparse
import socket
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.drills.stage import processes
from tests.drills.stage.outgoing import queue_mails
from tests.drills.stage.place import report, stage
from tests.drills.stage.smtp import Sink

SMTP, REDIS = 8486, 6486
CONTROL = 5  # starts of the naive sender
AN_ATTEMPT = 90  # real seconds: a busy machine takes half of them to start the worker, a silent server ten
LONGEST = 180  # minutes of the portal's clock for all to leave; no wait is longer than two hours


def main() -> int:
    parser = argparse.ArgumentParser(prog="./portal drills smtp")
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--minutes", type=int, default=10)
    asked = parser.parse_args()
    with stage("smtp", smtp_port=SMTP, redis_port=REDIS) as folder:
        lost_by_control = _control(folder)
        return _play(asked, folder, lost_by_control)


def _play(asked: argparse.Namespace, folder: Path, lost_by_control: int) -> int:
    from inmp_portal.outbox.models import Mail

    queue_mails(asked.mails, "courriel")
    redis = processes.redis(REDIS, folder)
    worker = processes.worker(folder, queues="mail,tick")
    try:
        tried = sum(_a_minute() for _ in range(asked.minutes // 2))
        with closing(socket.create_server(("127.0.0.1", SMTP))):  # its queue accepts, nobody speaks
            tried += sum(_a_minute() for _ in range(asked.minutes - asked.minutes // 2))
        given_up = Mail.objects.filter(state__in=["failed", "sent"]).count()
        with Sink(SMTP) as sink:
            minutes = _until_all_left()
            arrived = {message.message_id for message in sink.received}
            duplicates = sink.duplicates
    finally:
        worker.kill()
        redis.kill()
    lost = len(set(Mail.objects.values_list("message_id", flat=True)) - arrived)
    return report(
        drill="smtp", attempts=asked.mails, wrong=given_up, lost=lost, duplicates=duplicates, p95_ms=None,
        negative_control=lost_by_control > 0, control_lost=lost_by_control, minutes_off=asked.minutes,
        minutes_with_an_attempt=tried, minutes_to_leave=minutes,
        ok=not lost and not duplicates and not given_up and tried == asked.minutes and lost_by_control > 0,
    )  # fmt: skip


def _a_minute() -> bool:
    """Move the portal's clock on by one; was a mail tried, and put back?"""
    from inmp_portal.outbox.models import Mail

    before = _attempts()
    _move_on()
    return processes.wait_until(
        lambda: _attempts() > before and not Mail.objects.filter(state="sending").exists(), AN_ATTEMPT
    )


def _until_all_left() -> int:
    """Minutes of the portal's clock until no mail waits."""
    from inmp_portal.outbox.models import Mail

    for minute in range(LONGEST):
        if processes.wait_until(lambda: not Mail.objects.exclude(state="sent").exists(), 2):
            return minute
        _move_on()
    return LONGEST


def _move_on() -> None:
    from inmp_portal.lib import clock, work
    from inmp_portal.lib.instance import clock_offset, move_clock

    move_clock(clock.real_now() + clock_offset() + timedelta(minutes=1))
    work.publish("inmp_portal.outbox.tasks.deliver")


def _attempts() -> int:
    from django.db.models import Sum

    from inmp_portal.outbox.models import Mail

    return Mail.objects.exclude(state="sending").aggregate(all=Sum("attempts"))["all"] or 0


def _control(folder: Path) -> int:
    """How many mails the naive sender marks as sent while nobody listens."""
    from inmp_portal.outbox.models import Mail

    queue_mails(2 * CONTROL, "temoin")
    sender = processes.Process(folder / "naive.log", sys.executable, "-m", "tests.drills.stage.naive")
    for _ in range(CONTROL - 1):
        sender.child.wait(60)
        sender.start()
    sender.child.wait(60)
    lost = Mail.objects.filter(state="sent").count()
    Mail.objects.all().delete()
    return lost


if __name__ == "__main__":
    sys.exit(main())
