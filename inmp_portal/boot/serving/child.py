"""One program that the supervisor keeps alive."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from inmp_portal.boot.paths import LOGS, ROOT

_BIGGEST_LOG = 10 * 1024 * 1024


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

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_leave(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGTERM)

    def leave(self, patience: float) -> None:
        """Wait, then kill what stays of its group: no grandchild outlives the portal."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, patience))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


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
