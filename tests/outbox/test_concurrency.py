"""Several workers at once, on real connections."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction

from inmp_portal.lib.claiming import backoff, claim
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail, Reminder
from inmp_portal.outbox.states import MailState

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = timedelta(minutes=2)


def test_no_row_is_claimed_twice(queued, in_parallel, at):
    for number in range(40):
        queued(number)

    def take(_: int) -> list[int]:
        return claim(Mail.objects.due(at), LEASE, limit=8, state=MailState.SENDING)

    taken = [pk for batch in in_parallel(5, take) for pk in batch]
    assert len(taken) == len(set(taken)) == 40


def test_a_row_that_somebody_holds_is_skipped_not_waited_for(queued, at):
    held, free = queued(1), queued(2)
    locked, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Mail.objects.locked(held)
                locked.set()
                may_end.wait(20)
        finally:
            connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    assert locked.wait(20)
    assert claim(Mail.objects.due(at), LEASE, state=MailState.SENDING) == [free.pk]
    may_end.set()
    holder.join(20)


def test_three_senders_at_once_send_each_mail_once(queued, in_parallel, mailoutbox):
    for number in range(30):
        queued(number)
    done = in_parallel(3, lambda _: outbox.deliver_due())
    assert sum(delivery.sent for delivery in done) == 30
    assert len({message.extra_headers["Message-ID"] for message in mailoutbox}) == len(mailoutbox) == 30


def test_the_same_mail_queued_at_once_is_queued_once(probe, thing, in_parallel):
    made = in_parallel(4, lambda _: outbox.queue(probe(thing), dedup=("dépôt", 1)))
    assert sum(mail is not None for mail in made) == Mail.objects.count() == 1


def test_the_same_reminder_at_once_is_given_once(probe, thing, in_parallel, at):
    given = in_parallel(3, lambda _: outbox.remind(probe(thing), rule="j7", due_at=at, at=at))
    assert sum(mail is not None for mail in given) == 1
    assert Reminder.objects.count() == Mail.objects.count() == 1


def test_a_mail_queued_while_a_sender_leaves_is_not_forgotten(queued, monkeypatch, mailoutbox):
    """The second sender finds the lock taken and goes; the first must look again after letting go."""
    queued(1)
    from inmp_portal.outbox.actions import delivering

    drain, rounds = delivering._drain, []

    def drain_then_one_more_arrives(done, stop_at):
        drain(done, stop_at)
        rounds.append(1)
        if len(rounds) == 1:
            queued(2)  # committed while the lock is still held

    monkeypatch.setattr(delivering, "_drain", drain_then_one_more_arrives)
    assert outbox.deliver_due().sent == 2
    assert len(mailoutbox) == 2


def test_the_wait_doubles_up_to_two_hours():
    assert [backoff(n).total_seconds() for n in (0, 1, 2, 9, 60)] == [30, 30, 60, 7200, 7200]
