"""The worker's side: one warm child per process, replaced when it dies, grows or has served long enough."""

from __future__ import annotations

import atexit
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from inmp_portal.lib.confined import frames, process
from inmp_portal.lib.pdf.bounds import Bounds, Limits
from inmp_portal.lib.pdf.errors import PdfFailed, PdfUnavailable
from inmp_portal.lib.pdf.sanitising import plain

logger = logging.getLogger(__name__)
_STARTING_SECONDS = 60.0
_VARIANTS = ("pdf/ua-1",)


@dataclass(frozen=True)
class Rendered:
    """A PDF and what its making says: pages, addresses refused to it, seconds (processor too), peak memory of the child."""

    pdf: bytes
    pages: int
    refused: tuple[str, ...]
    seconds: float
    cpu_seconds: float
    peak_mb: int


@dataclass
class Child:
    """One running child process."""

    process: subprocess.Popen[bytes]
    owner: int = field(default_factory=os.getpid)
    documents: int = 0
    resident_mb: int = 0  # before its last document
    is_ready: bool = False
    is_late: bool = False


class Renderer:
    """Renders one document at a time in its child; safe between threads and across forks."""

    def __init__(self, bounds: Bounds | None = None, limits: Limits | None = None, folder: Path | None = None) -> None:
        self.bounds, self.limits, self._folder = bounds or Bounds(), limits or Limits(), folder
        self.child: Child | None = None
        self.lock = threading.Lock()
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.stop)

    def render(self, html: str, *, assets: Mapping[str, bytes | Path], variant: str = "pdf/ua-1") -> Rendered:
        """One PDF; `PdfUnavailable` or `PdfFailed` otherwise. A child killed from outside is replaced once."""
        if variant not in _VARIANTS:
            raise ValueError(f"unknown variant: {variant}")
        contents = {name: asset.read_bytes() if isinstance(asset, Path) else asset for name, asset in assets.items()}
        request = {
            "assets": list(contents),
            "variant": variant,
            "limits": asdict(self.limits),
            "cpu_seconds": self.bounds.cpu_seconds,
        }
        blobs = [plain(html).encode(), *contents.values()]
        if sum(map(len, blobs)) > frames.MAX_FRAME:
            raise PdfFailed("too_large")
        with self.lock:
            try:
                return self._ask(request, blobs)
            except ConnectionError:
                logger.warning("The PDF child died; its document is tried once more.")
            try:
                return self._ask(request, blobs)
            except ConnectionError as again:
                raise PdfFailed("crashed") from again

    def warm(self) -> None:
        """Start the child now, so that the first document does not wait for it."""
        with self.lock, suppress(ConnectionError):
            self._ready_child()

    def stop(self) -> None:
        """End the child, politely first."""
        child, self.child = self.child, None
        if child is None or child.owner != os.getpid():
            return
        for pipe in (child.process.stdin, child.process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        try:
            child.process.wait(1)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()

    def _ask(self, request: dict[str, Any], blobs: list[bytes]) -> Rendered:
        child = self._ready_child()
        header, parts = self._exchange(child, request, blobs)
        child.documents += 1
        child.resident_mb = header.get("resident_mb", child.resident_mb)
        is_grown = child.resident_mb > self.bounds.resident_mb
        if header.get("spent") or child.documents >= self.bounds.documents or is_grown:
            self.stop()
        if "failed" in header:
            raise PdfFailed(header["failed"], header.get("detail", ""))
        if header["refused"]:
            logger.warning(
                "A PDF asked for %d addresses it may not have: %s", len(header["refused"]), header["refused"][:5]
            )
        measured = header["seconds"], header["cpu_seconds"], header["peak_mb"]
        return Rendered(parts[0], header["pages"], tuple(header["refused"]), *measured)

    def _ready_child(self) -> Child:
        if self.child is not None and self.child.process.poll() is not None:
            self.stop()
        child = self.child = self.child or self._start()
        if not child.is_ready:
            header, _ = self._exchange(child, None, [])
            if "unavailable" in header:
                self.stop()
                raise PdfUnavailable(header["unavailable"])
            child.is_ready = True
        return child

    def _exchange(
        self, child: Child, request: dict[str, Any] | None, blobs: list[bytes]
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Send (unless None) and receive under the wall clock; a silent child is killed, a dead one is forgotten."""
        seconds = self.bounds.seconds if request is not None else _STARTING_SECONDS
        watch = threading.Timer(seconds, self._too_late, [child])
        watch.daemon = True
        watch.start()
        try:
            if request is not None:
                frames.send(child.process.stdin, request, blobs)  # type: ignore[arg-type]
            return frames.receive(child.process.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError) as gone:
            code = child.process.wait()
            self.stop()
            if child.is_late or code == -signal.SIGXCPU:
                raise PdfFailed("timeout") from gone
            raise ConnectionError(f"child ended with {code}") from gone
        finally:
            watch.cancel()

    @staticmethod
    def _too_late(child: Child) -> None:
        child.is_late = True
        child.process.kill()

    def _start(self) -> Child:
        folder = self._folder or _default_folder()
        folder.mkdir(parents=True, exist_ok=True)
        return Child(
            subprocess.Popen(
                process.command("inmp_portal.lib.pdf.child", folder, self.bounds.memory_mb),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, start_new_session=True,
                close_fds=True, env=process.environment(folder),
            )
        )  # fmt: skip

    def _forget(self) -> None:
        """After a fork the child belongs to the parent: this process will start its own."""
        child, self.child, self.lock = self.child, None, threading.Lock()
        if child is not None:
            child.process.returncode = 0  # so that nobody waits for a process that is not ours
            for pipe in (child.process.stdin, child.process.stdout):
                with suppress(OSError):
                    os.close(pipe.fileno())  # type: ignore[union-attr]


def _default_folder() -> Path:
    from django.conf import settings  # late: the child imports this package, and has no use for Django

    return Path(settings.PDF_FOLDER)


@cache
def shared() -> Renderer:
    """This process's renderer."""
    return Renderer()


def render(html: str, *, assets: Mapping[str, bytes | Path], variant: str = "pdf/ua-1") -> bytes:
    """The PDF of a document. Raises `PdfUnavailable` (no Pango here) or `PdfFailed` (its `reason`)."""
    return shared().render(html, assets=assets, variant=variant).pdf


def warm() -> None:
    """Start this process's child before it is needed."""
    shared().warm()
