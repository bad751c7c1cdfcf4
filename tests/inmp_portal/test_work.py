"""Nudges, the base task, and the embedded default's broker."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from celery import Celery
from django.db import transaction

from inmp_portal.lib import clock, work
from inmp_portal.lib.models import Heartbeat, Instance
from inmp_portal.lib.tasks import OutOfMemory, PortalTask, beat_was_here
from tests.architecture.code import ROOT


class Refusing:
    """An application whose broker is away."""

    asked = 0

    def send_task(self, *args, **kwargs):
        self.asked += 1
        raise ConnectionError("no broker")


@pytest.fixture
def broker_away(monkeypatch):
    away = Refusing()
    monkeypatch.setattr(work, "_app", lambda: away)
    monkeypatch.setattr(work, "_quiet_until", 0.0)
    return away


def test_a_lost_nudge_never_raises_and_is_not_repeated_at_once(broker_away):
    assert work.publish("une.tache") is False
    assert work.publish("une.tache") is False
    assert broker_away.asked == 1  # the second did not even ask


def test_a_broker_is_asked_again_after_a_while(broker_away, monkeypatch):
    work.publish("une.tache")
    monkeypatch.setattr(work, "_quiet_until", time.monotonic() - 1)
    work.publish("une.tache")
    assert broker_away.asked == 2


@pytest.mark.django_db(transaction=True)
def test_a_nudge_leaves_after_the_commit_and_breaks_nothing(broker_away):
    with transaction.atomic():
        work.nudge("une.tache")
        assert broker_away.asked == 0
    assert broker_away.asked == 1
    with pytest.raises(RuntimeError), transaction.atomic():
        work.nudge("une.tache")
        raise RuntimeError
    assert broker_away.asked == 1


@pytest.fixture
def app():
    return Celery("essai", task_cls=PortalTask, set_as_current=False)


@pytest.mark.django_db
def test_a_memory_error_is_an_ordinary_failure(app):
    @app.task
    def greedy():
        raise MemoryError

    with pytest.raises(OutOfMemory):
        greedy()


@pytest.mark.django_db
def test_a_task_stands_at_the_instance_s_instant(app, at):
    Instance.objects.create(pk=1, clock_offset=timedelta(days=6))

    @app.task
    def what_time_is_it():
        return clock.now()

    assert what_time_is_it() == at + timedelta(days=6)


@pytest.mark.django_db
def test_the_heartbeat_is_read_in_real_time():
    assert Heartbeat.objects.age("beat") is None
    beat_was_here()
    age = Heartbeat.objects.age("beat")
    assert age is not None and age < timedelta(seconds=30)


SMOKE = """
import sys, threading, time
from celery import Celery
app = Celery("essai", broker="filesystem://")
app.conf.update(
    broker_transport="inmp_portal.lib.broker:Transport", task_ignore_result=True, worker_enable_remote_control=False,
    broker_transport_options={"data_folder_in": sys.argv[1] + "/in", "data_folder_out": sys.argv[1] + "/in",
                              "control_folder": sys.argv[1] + "/control"},
)
seen = []

@app.task
def note(n):
    seen.append(n)

def publish(start):
    for n in range(start, start + 10):
        note.delay(n)

threads = [threading.Thread(target=publish, args=(start,)) for start in (0, 10, 20, 30)]
worker = app.Worker(pool="threads", concurrency=2, without_gossip=True, without_mingle=True, loglevel="ERROR", quiet=True)
running = threading.Thread(target=worker.start, daemon=True)
running.start()
[thread.start() for thread in threads]
[thread.join() for thread in threads]
give_up_at = time.monotonic() + 60
while len(seen) < 40 and time.monotonic() < give_up_at:
    time.sleep(0.1)
print(len(seen), len(set(seen)), file=sys.__stdout__, flush=True)
import os
os._exit(0)
"""


def test_the_folder_broker_delivers_each_message_whole_and_once(tmp_path):
    """Forty messages written by four threads while a worker reads the folder."""
    played = subprocess.run(
        [sys.executable, "-c", SMOKE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=90, check=False
    )
    assert played.stdout.strip() == "40 40", played.stderr[-2000:]
