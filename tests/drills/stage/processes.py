"""Real processes: a Redis of the drill's own, a web server, a worker with its beat."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


class Process:
    """One process in a group of its own; its words go to `log`. Nothing else on the machine is ever signalled."""

    def __init__(self, log: Path, *command: str, **environment: str) -> None:
        self.command, self.log, self.environment = command, log, {**os.environ, **environment}
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip

    def signal(self, number: int) -> None:
        """To the whole group."""
        try:
            os.killpg(self.child.pid, number)
        except ProcessLookupError:
            return

    def kill(self) -> None:
        """As the machine's memory would: without a word."""
        self.signal(signal.SIGKILL)
        self.child.wait(10)


def redis(port: int, folder: Path) -> Process:
    """Keeps nothing on disk."""
    made = Process(
        folder / "redis.log", "redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
        "no", "--dir", str(folder),
    )  # fmt: skip
    wait_for_port(port)
    return made


def web(port: int, folder: Path, **environment: str) -> Process:
    """Two gunicorn workers, as `./portal run` starts them."""
    made = Process(
        folder / f"web-{port}.log", sys.executable, "-m", "gunicorn", "-c", "python:inmp_portal.boot.serving.web",
        "--workers", "2", "--bind", f"127.0.0.1:{port}",
        DJANGO_SETTINGS_MODULE="tests.drills.stage.settings", **environment,
    )  # fmt: skip
    wait_for_port(port)
    return made


def worker(folder: Path, *, queues: str, beat: bool = True, concurrency: int = 2) -> Process:
    """A Celery worker, beat inside."""
    schedule = ["-B", "-s", str(folder / "schedule")] if beat else []
    return Process(
        folder / "worker.log", sys.executable, "-m", "celery", "-A", "inmp_portal", "worker", *schedule, "-c",
        str(concurrency), "-Q", queues, "-l", "INFO", "--without-gossip", "--without-mingle",
    )  # fmt: skip


def wait_for_port(port: int, seconds: float = 40) -> None:
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on port {port}")


def wait_until(condition: Any, seconds: float, pause: float = 0.25) -> bool:
    """True as soon as the condition holds; False when time is over."""
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        if condition():
            return True
        time.sleep(pause)
    return bool(condition())
