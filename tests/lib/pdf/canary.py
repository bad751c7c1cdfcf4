"""A file and a server that nobody may reach: they remember who did."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SECRET = "Secret-5f1e9a"


@dataclass
class Canary:
    """Aim texts at `file` and `net`; `seen` lists every connection that was made."""

    file: str
    net: str
    seen: list[str] = field(default_factory=list)


@contextmanager
def canary(folder: Path) -> Iterator[Canary]:
    """A secret file (an image by its name, so that readers would try) and a listening server."""
    secret = folder / "secret.svg"
    secret.write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'><text y='15'>{SECRET}</text></svg>"
    )

    class Listener(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            bird.seen.append(self.request.recv(200).decode("latin-1"))
            self.request.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Listener) as server:
        server.daemon_threads = True
        bird = Canary(str(secret), f"127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield bird
        server.shutdown()
