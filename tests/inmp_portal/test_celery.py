"""Celery's traps: each setting as production reads it, and what a real worker makes of a dying or a greedy task."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from inmp_portal.boot.commands.quality.checking import production_environment
from tests.architecture.code import ROOT
from tests.platform.proxy import compose

REDIS = 8721
_SHOW = """
import django, json
django.setup()
from inmp_portal.celery import app
from inmp_portal.lib.tasks import PortalTask
app.loader.import_default_modules()
own = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
print(json.dumps({
    "conf": {name: app.conf[name] for name in (
        "task_acks_late", "task_retry_on_worker_lost", "task_reject_on_worker_lost", "worker_prefetch_multiplier",
        "task_soft_time_limit", "task_time_limit", "worker_soft_shutdown_timeout", "visibility_timeout",
        "broker_transport_options", "result_backend_transport_options", "task_publish_retry", "broker_connection_timeout",
        "task_create_missing_queues", "broker_connection_max_retries")},
    "queues": sorted(app.conf.task_queues),
    "beat": {name: [tick["task"], tick["schedule"].total_seconds(), tick["options"]["expires"]]
             for name, tick in app.conf.beat_schedule.items()},
    "tasks": {name: {"base": isinstance(task, PortalTask), "retries": task.max_retries, "delay": task.default_retry_delay,
                     "queue": app.amqp.router.route({}, name)["queue"].name} for name, task in own.items()},
}))
"""


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """The worker's configuration as a production instance with Redis has it."""
    started = _python(_SHOW)
    assert started.returncode == 0, started.stderr
    return dict(json.loads(started.stdout))


def _python(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=_environment(**variables), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


def _environment(**variables: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "DJANGO_SETTINGS_MODULE": "inmp_portal.settings",
            **production_environment(), **variables}  # fmt: skip


def test_a_task_is_acknowledged_when_it_ends_and_a_lost_one_comes_back_a_few_times(shown):
    conf = shown["conf"]
    assert conf["task_acks_late"] and conf["task_retry_on_worker_lost"] and not conf["task_reject_on_worker_lost"]
    assert {(task["retries"], task["delay"]) for task in shown["tasks"].values()} == {(3, 10)}  # no wait over a minute
    assert conf["worker_prefetch_multiplier"] == 1


def test_no_task_may_run_longer_than_the_visibility_timeout_said_everywhere(shown):
    conf = shown["conf"]
    said = {conf["visibility_timeout"], conf["broker_transport_options"]["visibility_timeout"],
            conf["result_backend_transport_options"]["visibility_timeout"]}  # fmt: skip
    assert len(said) == 1
    assert conf["task_soft_time_limit"] < conf["task_time_limit"] < said.pop()
    assert conf["broker_transport_options"]["unacked_restore_throttle"] == 1


def test_publishing_costs_a_request_one_second_at_most(shown):
    conf = shown["conf"]
    assert not conf["task_publish_retry"]
    options = conf["broker_transport_options"]
    assert options["socket_timeout"] == options["socket_connect_timeout"] == conf["broker_connection_timeout"] == 1
    assert (options["max_retries"], options["retry_on_timeout"]) == (0, False)
    assert conf["broker_connection_max_retries"] is None  # the worker, for its part, waits for its broker


def test_a_stop_leaves_the_task_its_time_and_docker_waits_longer(shown):
    grace = re.fullmatch(r"(\d+)s", compose()["services"]["worker"]["stop_grace_period"])
    assert grace is not None
    assert 0 < shown["conf"]["worker_soft_shutdown_timeout"] < int(grace[1])


def test_every_task_stands_on_the_base_task_and_goes_to_a_queue_that_every_worker_reads(shown):
    assert shown["queues"] == ["files", "mail", "pdf", "tick"]
    assert not shown["conf"]["task_create_missing_queues"]
    assert all(task["base"] and task["queue"] in shown["queues"] for task in shown["tasks"].values())
    command = compose()["services"]["worker"]["command"]
    assert sorted(command[command.index("-Q") + 1].split(",")) == shown["queues"]
    queues = {name: task["queue"] for name, task in shown["tasks"].items()}
    assert queues["inmp_portal.outbox.tasks.deliver"] == "mail"
    assert queues["applications.tasks.build_documents"] == "pdf"


def test_beat_only_ticks_tasks_that_exist_and_an_old_tick_is_dropped(shown):
    for name, seconds, expires in shown["beat"].values():
        assert name in shown["tasks"] and seconds == expires


_TASKS = """
import os, signal, sys, time
from pathlib import Path
import django
django.setup()
from inmp_portal.celery import app

def say(word):
    with Path(os.environ["DRILL_SAID"]).open("a") as said:
        said.write(word + chr(10))

@app.task(name="essai.die")
def die():
    say("die")
    os.kill(os.getpid(), signal.SIGKILL)

@app.task(name="essai.greedy")
def greedy():
    say("greedy")
    raise MemoryError

@app.task(name="essai.slow")
def slow():
    say("slow begins")
    time.sleep(4)
    say("slow ends")

@app.task(name="essai.last")
def last():
    say("last")
"""
_PUBLISH = "import essai, sys\n[essai.app.send_task(f'essai.{name}') for name in sys.argv[1].split(',')]"


@pytest.mark.services
@pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server manque : apt-get install redis-server")
class TestWorker:
    """One process in the pool: a slot that freezes or is lost would leave nobody to say « last »."""

    @pytest.fixture
    def play(self, tmp_path: Path):
        from tests.drills.stage import processes

        (tmp_path / "essai.py").write_text(_TASKS)
        said = tmp_path / "said.txt"
        environment = _environment(
            REDIS_URL=f"redis://127.0.0.1:{REDIS}/0", DRILL_SAID=str(said), PYTHONPATH=f"{tmp_path}:{ROOT}"
        )
        redis = processes.redis(REDIS, tmp_path)
        worker = processes.Process(
            tmp_path / "worker.log", sys.executable, "-m", "celery", "-A", "essai:app", "worker", "-c", "1", "-Q", "tick",
            "--without-gossip", "--without-mingle", **environment,
        )  # fmt: skip

        def publish(names: str, until: str) -> list[str]:
            done = subprocess.run([sys.executable, "-c", _PUBLISH, names], env=environment, timeout=60, check=False)
            assert done.returncode == 0
            processes.wait_until(lambda: said.exists() and until in said.read_text(), 90)
            return said.read_text().split("\n")[:-1]

        try:
            yield publish, worker
        finally:
            worker.kill()
            redis.kill()

    def test_a_greedy_task_leaves_its_place_to_the_next(self, play):
        publish, _ = play
        assert publish("greedy,last", until="last") == ["greedy", "last"]

    def test_a_stopped_worker_ends_the_task_in_hand(self, play):
        publish, worker = play
        publish("slow", until="slow begins")
        worker.child.terminate()
        worker.child.wait(60)
        said = Path(worker.environment["DRILL_SAID"]).read_text()
        assert said.split("\n")[:-1] == ["slow begins", "slow ends"]

    def test_a_task_whose_process_dies_comes_back_three_times_and_no_more(self, play):
        publish, _ = play
        publish("die", until="\n".join(["die"] * 4))
        time.sleep(3)
        assert publish("last", until="last") == ["die"] * 4 + ["last"]
