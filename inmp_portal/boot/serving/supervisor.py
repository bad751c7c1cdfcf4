"""Watching over the web server, the worker and PostgreSQL until the person says stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from inmp_portal.boot.messages import WEB_DIED, Stop, say
from inmp_portal.boot.serving import orphans
from inmp_portal.boot.serving.child import Child

LONGEST_BACKOFF = 60.0
STEADY = 60.0  # seconds of life after which a child is held to be well again
STOPPING = 15.0


class Server(Protocol):
    """What the supervisor asks of the embedded PostgreSQL."""

    def is_alive(self) -> bool: ...
    def start(self) -> str: ...


class Supervisor:
    """Start children in order, notice deaths, stop everything in reverse order."""

    def __init__(self, children: list[Child], server: Server | None, *, clock: Callable[[], float] = time.monotonic):
        self.children, self.server, self.clock = children, server, clock

    def start(self) -> None:
        orphans.forget_orphans()
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
            say("• PostgreSQL s’est arrêté : nouveau démarrage…")
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
        say(
            f"• « {child.name} » s’est arrêté (code {status}) : nouveau démarrage dans {child.backoff:.0f} s. Journal : {child.log}"
        )
        child.restart_at = now + child.backoff
        child.backoff = min(child.backoff * 2, LONGEST_BACKOFF)

    def stop(self) -> None:
        """TERM to all, then KILL for what does not leave in time."""
        for child in reversed(self.children):
            child.ask_to_leave()
        deadline = time.monotonic() + STOPPING
        for child in self.children:
            child.leave(deadline - time.monotonic())
        orphans.forget()

    def _remember(self) -> None:
        orphans.remember(child.process.pid for child in self.children if child.process is not None)
