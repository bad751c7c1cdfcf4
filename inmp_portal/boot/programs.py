"""Running other programs: with their output kept for the message, or in front of the person."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inmp_portal.boot.paths import ROOT, venv_program


@dataclass(frozen=True)
class Outcome:
    """What a program ended with; `output` is stdout and stderr together."""

    status: int
    output: str

    @property
    def ok(self) -> bool:
        return self.status == 0

    def tail(self, lines: int = 12) -> str:
        return "\n".join(f"    {line}" for line in self.output.strip().splitlines()[-lines:])


def quietly(command: Sequence[str], **options: object) -> Outcome:
    """Run to the end without a terminal, keeping what it prints; `options` are subprocess.run's."""
    defaults = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "cwd": ROOT}
    try:
        done = subprocess.run(command, text=True, errors="replace", check=False, **{**defaults, **options})  # type: ignore[call-overload]
    except (OSError, subprocess.TimeoutExpired) as error:
        return Outcome(127, str(error))
    return Outcome(done.returncode, done.stdout or "")


def quiet_logs() -> dict[str, str]:
    """In front of a person only what went wrong, unless more was asked for."""
    return {"LOG_LEVEL": os.environ.get("LOG_LEVEL") or "ERROR"}


def python(*arguments: str) -> list[str]:
    """The command line of a Python program inside the portal's environment."""
    return [venv_program("python"), *arguments]


def in_front(command: Sequence[str], env: Mapping[str, str] | None = None) -> int:
    """Run in front of the person; Ctrl-C goes to the program, and its exit code comes back."""
    sys.stdout.flush()
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(env or {})})
    previous = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, lambda number, frame: child.terminate()),
    }
    try:
        status = child.wait()
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    return status if status >= 0 else 128 - status
