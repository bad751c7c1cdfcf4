"""What `./portal run` serves: the place, its preparation, its processes, and the welcome."""

from __future__ import annotations

import http.client
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from inmp_portal.boot.locks import FileLock
from inmp_portal.boot.messages import (
    ALREADY_RUNNING,
    NOT_ANSWERING,
    PORT_TAKEN,
    PORT_WRONG,
    PREPARE_FAILED,
    Stop,
    say,
)
from inmp_portal.boot.paths import RUNNING, VAR
from inmp_portal.boot.programs import in_front, python
from inmp_portal.boot.supervisor import Child, Supervisor, forget_orphans

PATIENCE = 60.0  # seconds for the first page, on a slow machine


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
        return "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104


def place() -> Place:
    """Read PORT and PORTAL_HOST."""
    raw = os.environ.get("PORT", "8000")
    if not raw.isdecimal() or not 1 <= int(raw) <= 65535:
        raise Stop(PORT_WRONG, value=raw)
    return Place(os.environ.get("PORTAL_HOST", "127.0.0.1"), int(raw))


@contextmanager
def single(where: Place) -> Iterator[None]:
    """One portal a folder: a second one would share its data and its broker."""
    lock, note = FileLock(VAR / "run.lock"), RUNNING / "portal.json"
    if not lock.acquire(wait=False):
        raise Stop(ALREADY_RUNNING, **_holder(note))
    RUNNING.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({"pid": os.getpid(), "url": where.url}))
    try:
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder(note: Any) -> dict[str, str]:
    try:
        known = json.loads(note.read_text())
    except (OSError, ValueError):
        return {"where": "", "kill": ""}
    return {"where": f" ({known['url']})", "kill": f", kill {known['pid']}"}


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


def prepare(where: Place) -> dict[str, Any]:
    """Bring the instance up to date in one Django process; returns what the welcome needs."""
    facts = RUNNING / "facts.json"
    os.environ["PORT"] = str(where.port)
    status = in_front(python("-m", "inmp_portal.boot.preparing", str(facts)))
    if status in (130, 143):  # Ctrl-C or TERM reached it: not a failure
        raise KeyboardInterrupt
    if status != 0:
        raise Stop(PREPARE_FAILED, log=VAR / "log")
    return dict(json.loads(facts.read_text()))


def children(where: Place) -> list[Child]:
    """The web server and the one Celery process (worker, and beat with it)."""
    bind = f"[{where.host}]" if ":" in where.host else where.host
    web = python(
        "-m", "gunicorn", "inmp_portal.wsgi", "--preload", "--workers", os.environ.get("WEB_CONCURRENCY", "2"),
        "--bind", f"{bind}:{where.port}", "--timeout", "60", "--graceful-timeout", "10", "--access-logfile", "-",
        "--worker-tmp-dir", "/dev/shm" if os.path.isdir("/dev/shm") else str(VAR),
    )  # fmt: skip
    work = python(
        "-m", "celery", "-A", "inmp_portal", "worker", "-B", "-s", str(VAR / "beat" / "schedule"), "-P", "threads",
        "-c", "4", "-Q", "mail,pdf,files,tick", "-l", "INFO", "--without-gossip", "--without-mingle",
    )  # fmt: skip
    return [Child("web", web, vital=True), Child("worker", work, vital=False)]


def wait_until_served(where: Place, supervisor: Supervisor) -> None:
    """Ask for the home page until it comes; a child that dies meanwhile stops the wait."""
    say("• Démarrage du serveur web…")
    deadline = time.monotonic() + PATIENCE
    while not _serves(where):
        supervisor.look()
        if time.monotonic() > deadline:
            web = supervisor.children[0]
            raise Stop(NOT_ANSWERING, seconds=int(PATIENCE), log=web.log, detail=web.last_words())
        time.sleep(0.1)


def _serves(where: Place) -> bool:
    connection = http.client.HTTPConnection(where.local, where.port, timeout=PATIENCE)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def welcome(where: Place, facts: dict[str, Any], *, seconds: float) -> None:
    """Print the address and the demonstration accounts."""
    lines = ["", f"Le portail est prêt ({seconds:.0f} s) : {where.url}"]
    if facts.get("now"):
        lines.append(f"Il y est le {facts['now']} ; l’horloge de la démonstration avance de là.")
    accounts = facts.get("accounts", [])
    if accounts:
        lines += ["", "Comptes de la démonstration, sans mot de passe (page « Essayer le portail en tant que… ») :"]
        width = max(len(account["email"]) for account in accounts)
        lines += [f"  {account['email']:<{width}}  {account['who']}" for account in accounts]
    if not facts.get("pdf", True):
        lines += ["", "Les PDF sont indisponibles tant que Pango manque (voir plus haut)."]
    say("\n".join([*lines, "", "Ctrl-C arrête tout ; les données sont gardées dans var/.", ""]))
