"""`./portal run`: from nothing to a served portal, and back to nothing on Ctrl-C."""

from __future__ import annotations

import os
import signal
import time
from types import FrameType

from inmp_portal.boot.database.access import database
from inmp_portal.boot.installation import pango
from inmp_portal.boot.messages import say
from inmp_portal.boot.serving import place, processes
from inmp_portal.boot.serving.supervisor import Supervisor


def main(arguments: list[str]) -> int:
    _stop_on_signals()
    where = place.place()
    with place.single(where):
        place.require_free(where)
        pango.ensure()
        with database() as cluster:
            facts = processes.prepare(where)
            supervisor = Supervisor(processes.children(where), cluster)
            try:
                supervisor.start()
                processes.wait_until_served(where, supervisor)
                processes.welcome(where, facts, seconds=_age())
                supervisor.watch()
            except KeyboardInterrupt:
                say("\n• Arrêt…")
            finally:
                _ignore_signals()
                supervisor.stop()
    say("Le portail est arrêté ; ses données sont gardées dans var/.")
    return 0


def _age() -> float:
    """Seconds since the person typed the command: the installation, under the same process number, counts."""
    import psutil  # installed in the portal's environment, not in the system's Python

    return time.time() - psutil.Process().create_time()


def _stop_on_signals() -> None:
    """TERM and HUP (the window is closed) stop everything as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, interrupt)
    os.environ["PYTHONUNBUFFERED"] = "1"


def _ignore_signals() -> None:
    """A second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
