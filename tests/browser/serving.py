"""The live server of the tests, which leaves nothing behind."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread


class LeavesNothing(ThreadedWSGIServer):
    """Django's, except that it can end the threads of its requests: each closes its database connections as it ends.

    A browser keeps its connections open, and Django's server leaves their threads, with a database connection each, to
    themselves: they may outlive the test, and the database cannot be dropped while one of them is still there.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._open: dict[socket.socket, threading.Thread] = {}
        super().__init__(*args, **kwargs)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self._open[request] = threading.current_thread()
        try:
            super().process_request_thread(request, client_address)
        finally:
            del self._open[request]

    def let_go(self, seconds: float = 30) -> None:
        """Read nothing more, answer what was read, and wait for the threads to end."""
        for request, thread in list(self._open.items()):
            with suppress(OSError):  # closed by the browser meanwhile
                request.shutdown(socket.SHUT_RD)
            thread.join(seconds)

    def server_close(self) -> None:
        super().server_close()
        self.let_go()


LiveServerThread.server_class = LeavesNothing
