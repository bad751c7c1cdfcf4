"""Where the portal listens: one portal a folder, on a port that is free."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inmp_portal.boot.locks import FileLock
from inmp_portal.boot.messages import ALREADY_RUNNING, PORT_TAKEN, PORT_WRONG, Stop
from inmp_portal.boot.paths import RUNNING, VAR
from inmp_portal.boot.serving.orphans import forget_orphans


@dataclass(frozen=True)
class Place:
    """Where the portal listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/"

    @property
    def local(self) -> str:
        """The address by which this machine reaches it."""
        return "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host


def place() -> Place:
    """Read PORT and PORTAL_HOST."""
    raw = os.environ.get("PORT", "8000")
    if not (raw.isascii() and raw.isdecimal()) or not 1 <= int(raw) <= 65535:
        raise Stop(PORT_WRONG, value=raw)
    return Place(os.environ.get("PORTAL_HOST", "127.0.0.1"), int(raw))


@contextmanager
def single(where: Place) -> Iterator[None]:
    """One portal a folder: a second one would share its data and its broker."""
    lock, note = FileLock(VAR / "run.lock"), _note()
    if not lock.acquire(wait=False):
        raise Stop(ALREADY_RUNNING, **holder())
    RUNNING.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({"pid": os.getpid(), "url": where.url}))
    try:
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder() -> dict[str, Any]:
    """Who runs from this folder, for the messages."""
    try:
        known = json.loads(_note().read_text())
    except (OSError, ValueError):
        return {"where": "", "kill": ""}
    return {"where": f" ({known['url']})", "kill": f", kill {known['pid']}"}


def _note() -> Path:
    return RUNNING / "portal.json"


def require_free(where: Place) -> None:
    """Stop with a clear message when the port is taken."""
    if is_free(where.host, where.port):
        return
    forget_orphans()  # the former web server, when its supervisor was killed
    if not is_free(where.host, where.port):
        raise Stop(PORT_TAKEN, port=where.port, host=where.host, other=_other_port(where))


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _other_port(where: Place) -> int:
    after = range(where.port + 1, min(where.port + 50, 65536))
    return next((port for port in after if is_free(where.host, port)), 8080)
