"""ClamAV, when the instance has one: asked over its own socket, and trusted only when it answers."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

from inmp_portal.lib.files.refusals import Rejected

_CHUNK = 64 * 1024


def scan(data: bytes) -> None:
    """Raise `Rejected` when clamd finds something, or is configured and does not answer."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        said = _ask(settings.CLAMD_ADDRESS, data)
    except (OSError, ValueError):
        said = ""
    if said.endswith("FOUND"):
        raise Rejected("infected")
    if not said.endswith("OK"):
        raise Rejected("antivirus_down")


def _ask(address: str, data: bytes) -> str:
    """INSTREAM: chunks prefixed by their length, ended by an empty one; the answer is one line."""
    with _connect(address) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
        clamd.sendall(struct.pack("!I", 0))
        return clamd.makefile("rb").read(4096).decode("utf-8", "replace").strip("\0\n ")


def _connect(address: str) -> socket.socket:
    if address.startswith("unix:"):
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(20)
        try:
            clamd.connect(address.removeprefix("unix:"))
        except OSError:
            clamd.close()
            raise
        return clamd
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=20)
