"""The portal and its floor, each served by one gunicorn worker, and requests timed from outside."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from bench.database import ROOT, environment


@dataclass
class Answer:
    """One response and how long it took, in milliseconds."""

    status: int
    body: bytes
    ms: float
    headers: dict[str, str]


@dataclass
class Server:
    """A process that serves, asked over loopback one request at a time, as a browser signed in by `cookies`."""

    port: int
    pid: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, data: dict[str, str] | str | None = None, **headers: str) -> Answer:
        body = urlencode(data) if isinstance(data, dict) else data
        kind = "application/x-www-form-urlencoded" if isinstance(data, dict) else "application/json"
        sent = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        if body is not None:
            sent["Content-Type"] = kind
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in sent.items()})
        response = connection.getresponse()
        read = response.read()
        ms = (time.perf_counter() - start) * 1000
        connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, read, ms, dict(response.headers))

    def resident_mb(self) -> float:
        """Resident memory of the worker (the child of the gunicorn process)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


@contextmanager
def served(application: str, size: int, port: int) -> Iterator[Server]:
    """Serve a WSGI application on the database of a size until the block ends."""
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}",
               "--workers", "1", "--timeout", "120", "--log-level", "error"]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, env=environment(size)) as process:
        server = Server(port, process.pid)
        try:
            _wait(server)
            yield server
        finally:
            process.terminate()


def _wait(server: Server) -> None:
    for _ in range(300):
        try:
            server.ask("GET", "/")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {server.port}")


def form_of(page: bytes, marker: str = 'method="post"') -> dict[str, str]:
    """What a browser would send from the first posting form of the main part, every box ticked."""
    html = page.decode()
    main = html[html.find("<main") :] if "<main" in html else html
    form = next((part for part in re.findall(r"<form\b.*?</form>", main, re.S) if marker in part), "")
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in named and named.get("type") not in ("submit", "file"):
            sent[named["name"]] = unescape(named.get("value", "on"))
    return sent
