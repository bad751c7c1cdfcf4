"""`./portal demo --at DATE [--reset]`: the demonstration at another moment of the call's life."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from inmp_portal.boot.database.access import database
from inmp_portal.boot.kind import DEMONSTRATION, kind
from inmp_portal.boot.locks import FileLock
from inmp_portal.boot.messages import DATE_WRONG, NOT_A_DEMONSTRATION, RESET_WHILE_RUNNING, Stop
from inmp_portal.boot.paths import VAR
from inmp_portal.boot.programs import in_front, python, quiet_logs
from inmp_portal.boot.serving.place import holder


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if kind() != DEMONSTRATION:
        raise Stop(NOT_A_DEMONSTRATION, code=2, kind=kind())
    require_instant(options.at)
    steps = ["--at", options.at, *(["--reset"] if options.reset else [])]
    with _nobody_inside() if options.reset else _anybody(), database():
        return in_front(python("-m", "inmp_portal.boot.instance.demonstration", *steps), quiet_logs())


def require_instant(value: str) -> None:
    """Refuse what is not a date and hour, before anything is touched."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise Stop(DATE_WRONG, code=2, value=value) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./portal demo", description="La démonstration à un autre moment de l’appel.")
    parser.add_argument("--at", default="2025-09-02T10:00", metavar="DATE", help="par exemple 2025-09-08T23:00")
    parser.add_argument("--reset", action="store_true", help="efface tout et reconstruit la démonstration")
    return parser


@contextmanager
def _nobody_inside() -> Iterator[None]:
    """A running portal would lose its tables under its feet."""
    lock = FileLock(VAR / "run.lock")
    if not lock.acquire(wait=False):
        raise Stop(RESET_WHILE_RUNNING, **holder())
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _anybody() -> Iterator[None]:
    yield
