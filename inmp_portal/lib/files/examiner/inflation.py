"""Streams that swell: measured by inflating them piece by piece, and keeping none of it."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

from inmp_portal.lib.files.examiner.verdicts import Refuse

MAX_STREAM = 200_000_000
MAX_TOTAL = 600_000_000
MAX_PIXELS = 200_000_000
_PIECE = 1 << 20
_FLATE = {"/FlateDecode", "/Fl"}


def require_a_reasonable_size(opened: pikepdf.Pdf) -> None:
    """Refuse a stream that inflates past the limits, chained compressions, and images of absurd dimensions."""
    total = 0
    for value in opened.objects:
        if not isinstance(value, pikepdf.Stream):
            continue
        _require_sane_dimensions(value)
        filters = _filters(value)
        if sum(name in _FLATE or name in {"/LZWDecode", "/LZW"} for name in filters) > 1:
            raise Refuse("bomb")
        if filters and filters[0] in _FLATE:
            total += inflated_size(value.read_raw_bytes(), MAX_STREAM)
        if total > MAX_TOTAL:
            raise Refuse("bomb")


def inflated_size(data: bytes, limit: int) -> int:
    """How long `data` is once inflated, giving up past `limit`; a broken stream counts up to its break."""
    inflater, size = zlib.decompressobj(), 0
    try:
        while data and not inflater.eof:
            size += len(inflater.decompress(data, _PIECE))
            data = inflater.unconsumed_tail
            if size > limit:
                raise Refuse("bomb")
    except zlib.error:
        pass
    return size


def _filters(stream: Any) -> list[str]:
    declared = stream.get("/Filter", pikepdf.Array([]))
    return [str(name) for name in declared] if isinstance(declared, pikepdf.Array) else [str(declared)]


def _require_sane_dimensions(stream: Any) -> None:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if isinstance(width, int) and isinstance(height, int) and width * height > MAX_PIXELS:
        raise Refuse("bomb")
