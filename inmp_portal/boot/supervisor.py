"""Watching over the web server, the worker and PostgreSQL until the person says stop."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from inmp_portal.boot.messages import WEB_DIED, Stop, say
from inmp_portal.boot.paths import LOGS, ROOT, RUNNING

LONGEST_BACKOFF = 60.0
STEADY = 60.0  # seconds of life after which a child is held to be well again
STOPPING = 15.0
_BIGGEST_LOG = 10 * 1024 * 1024


class Server(Protocol):
    """What the supervisor asks of the embedded PostgreSQL."""

    def is_alive(self) -> bool: ...
    def start(self) -> str: ...


@dataclass
class Child:
    """A program to keep alive. `vital`: its death stops the portal; otherwise it is started again."""

    name: str
    command: list[str]
    vital: bool
    env: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restart_at: float | None = None
    backoff: float = 1.0

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        _rotate(self.log)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env={**os.environ, **self.env}, start_new_session=True, preexec_fn=_die_with(os.getpid()),
            )  # fmt: skip
        self.started_at, self.restart_at = time.monotonic(), None

    def last_words(self, lines: int = 15) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


class Supervisor:
    """Start children in order, notice deaths, stop everything in reverse order."""

    def __init__(self, children: list[Child], server: Server | None, *, clock: Callable[[], float] = time.monotonic):
        self.children, self.server, self.clock = children, server, clock

    def start(self) -> None:
        forget_orphans()
        for child in self.children:
            child.start()
        self._remember()

    def watch(self, *, every: float = 1.0) -> None:
        """Until interrupted; raises Stop when a vital child dies."""
        while True:
            time.sleep(every)
            self.look()

    def look(self) -> None:
        """One round: restart what may be restarted, stop for what may not."""
        if self.server is not None and not self.server.is_alive():
            say("• PostgreSQL s’est arrêté : nouveau démarrage…")
            self.server.start()
        for child in self.children:
            self._look_at(child)

    def _look_at(self, child: Child) -> None:
        now = self.clock()
        if child.restart_at is not None:
            if now >= child.restart_at:
                child.start()
                self._remember()
            return
        if child.process is None or child.process.poll() is None:
            return
        status = child.process.returncode
        if child.vital:
            raise Stop(WEB_DIED, status=status, log=child.log, detail=child.last_words())
        if now - child.started_at > STEADY:
            child.backoff = 1.0
        say(f"• « {child.name} » s’est arrêté (code {status}) : nouveau démarrage dans {child.backoff:.0f} s. Journal : {child.log}")
        child.restart_at = now + child.backoff
        child.backoff = min(child.backoff * 2, LONGEST_BACKOFF)

    def stop(self) -> None:
        """TERM, then KILL for what does not leave in time; groups, so that no grandchild stays."""
        living = [c.process for c in reversed(self.children) if c.process is not None and c.process.poll() is None]
        for process in living:
            _signal_group(process.pid, signal.SIGTERM, whole=False)
        deadline = time.monotonic() + STOPPING
        for process in living:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(process.pid, signal.SIGKILL, whole=True)
            process.wait()
        _pids_file().unlink(missing_ok=True)

    def _remember(self) -> None:
        """Keep who was started, for the next start after a kill -9."""
        import psutil  # installed in the portal's environment, not in the system's Python

        known = []
        for child in self.children:
            if child.process is not None:
                with suppress(psutil.NoSuchProcess):
                    born = psutil.Process(child.process.pid).create_time()
                    known.append({"pid": child.process.pid, "born": born})
        RUNNING.mkdir(parents=True, exist_ok=True)
        _pids_file().write_text(json.dumps(known))


def forget_orphans() -> None:
    """Stop what a killed supervisor left: only processes that it started itself, known by number and birth."""
    import psutil  # installed in the portal's environment, not in the system's Python

    for orphan in _remembered():
        try:
            process = psutil.Process(orphan["pid"])
            if abs(process.create_time() - orphan["born"]) > 0.01:
                continue
            say("• Arrêt d’un reste de l’exécution précédente…")
            family = [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.terminate()
        _, stubborn = psutil.wait_procs(family, timeout=STOPPING)
        for member in stubborn:
            with suppress(psutil.NoSuchProcess):
                member.kill()
    _pids_file().unlink(missing_ok=True)


def _remembered() -> list[dict[str, Any]]:
    try:
        return list(json.loads(_pids_file().read_text()))
    except (OSError, ValueError):
        return []


def _pids_file() -> Path:
    return RUNNING / "children.json"


def _signal_group(pid: int, number: int, *, whole: bool) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number) if whole else os.kill(pid, number)


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux the kernel sends TERM to a child whose supervisor dies, even by kill -9."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    ask_for_signal_at_parents_death = 1  # PR_SET_PDEATHSIG

    def in_the_child() -> None:
        library.prctl(ask_for_signal_at_parents_death, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)

    return in_the_child


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > _BIGGEST_LOG:
        log.replace(log.with_suffix(".1.log"))
