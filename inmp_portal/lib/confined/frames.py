"""Messages between a worker and its child: a JSON header and blobs, each prefixed by its length."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

_LENGTH = struct.Struct("!Q")
MAX_FRAME = 128 * 1024 * 1024


def send(stream: BinaryIO, header: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one message and flush it."""
    for part in (json.dumps({**header, "blobs": len(blobs)}).encode(), *blobs):
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message; EOFError when the other side is gone."""
    header = json.loads(_part(stream))
    return header, [_part(stream) for _ in range(header["blobs"])]


def _part(stream: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > MAX_FRAME:
        raise EOFError("oversized frame")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise EOFError("the other side is gone")
    return data
