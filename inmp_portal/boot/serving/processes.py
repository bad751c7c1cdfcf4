"""What `./portal run` serves: the instance's preparation, its processes, and the welcome."""

from __future__ import annotations

import http.client
import json
import os
import time
from typing import Any

from inmp_portal.boot.messages import NOT_ANSWERING, PREPARE_FAILED, Stop, say
from inmp_portal.boot.paths import RUNNING, VAR
from inmp_portal.boot.programs import in_front, python, quiet_logs
from inmp_portal.boot.serving.child import Child
from inmp_portal.boot.serving.place import Place
from inmp_portal.boot.serving.supervisor import Supervisor

PATIENCE = 60.0  # seconds for the first page, on a slow machine


def prepare(where: Place) -> dict[str, Any]:
    """Bring the instance up to date in one Django process; returns what the welcome needs."""
    facts = RUNNING / "facts.json"
    os.environ["PORT"] = str(where.port)
    status = in_front(python("-m", "inmp_portal.boot.instance.preparing", str(facts)), quiet_logs())
    if status in (130, 143):  # Ctrl-C or TERM reached it: not a failure
        raise KeyboardInterrupt
    if status != 0:
        raise Stop(PREPARE_FAILED, log=VAR / "log")
    return dict(json.loads(facts.read_text()))


def children(where: Place) -> list[Child]:
    """The web server and the one Celery process (worker, and beat with it)."""
    bind = f"[{where.host}]" if ":" in where.host else where.host
    web = python(
        "-m", "gunicorn", "-c", "python:inmp_portal.boot.serving.web", "--bind", f"{bind}:{where.port}",
        "--workers", os.environ.get("WEB_CONCURRENCY", "2"), "--graceful-timeout", "10",
    )  # fmt: skip
    work = python(
        "-m", "celery", "-A", "inmp_portal", "worker", "-B", "-P", "threads",
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
    lines = ["", f"Le portail est prêt ({seconds:.0f} s) : {where.url}"]
    if facts.get("now"):
        lines.append(f"Il y est le {facts['now']} ; l’horloge de la démonstration avance de là.")
    accounts = facts.get("accounts", [])
    if accounts:
        lines += ["", f"Comptes de la démonstration, à essayer en un clic, sans mot de passe : {where.url}demo/"]
        width = max(len(account["email"]) for account in accounts)
        lines += [f"  {account['email']:<{width}}  {account['who']}" for account in accounts]
    if not facts.get("pdf", True):
        lines += ["", "Les PDF sont indisponibles tant que Pango manque (voir plus haut)."]
    say("\n".join([*lines, "", "Ctrl-C arrête tout ; les données sont gardées dans var/.", ""]))
