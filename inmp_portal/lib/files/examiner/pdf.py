"""PDFs: opened, counted, searched through and through, and written anew."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from inmp_portal.lib.files.examiner import active, inflation
from inmp_portal.lib.files.examiner.verdicts import COUNTED, Refuse

_MAX_NODES = 20_000


def examine(data: bytes, max_pages: int) -> tuple[dict[str, int], bytes]:
    """The number of pages, and a copy without metadata, actions, prefix or tail."""
    try:
        opened = pikepdf.Pdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as locked:
        raise Refuse("encrypted") from locked
    except (pikepdf.PdfError, ValueError, KeyError) as problem:
        raise Refuse("damaged") from problem
    with opened:
        if opened.is_encrypted:
            raise Refuse("encrypted")
        try:
            pages = count_pages(opened, max_pages)
            inflation.require_a_reasonable_size(opened)
            active.search(opened)
            active.tidy(opened)
            return {"pages": pages}, _written(opened)
        except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
            raise Refuse("damaged") from problem


def count_pages(opened: pikepdf.Pdf, max_pages: int) -> int:
    """Walk the page tree ourselves: a cycle is damage, a page too many to be counted ends the walk."""
    most = max(max_pages, COUNTED)
    pages, visited = 0, set[Any]()
    pending: list[Any] = [opened.Root.Pages]
    while pending and pages <= most:
        node = pending.pop()
        if not isinstance(node, pikepdf.Dictionary) or (node.is_indirect and node.objgen in visited):
            raise Refuse("damaged")
        visited.add(node.objgen if node.is_indirect else id(node))
        if len(visited) > _MAX_NODES:
            raise Refuse("too_complex")
        if "/Kids" in node:
            pending.extend(list(node.Kids)[: most + 1])
        else:
            pages += 1
    if pages > max_pages:
        raise Refuse("too_many_pages", found=pages)
    if pages == 0:
        raise Refuse("no_pages")
    return pages


def _written(opened: pikepdf.Pdf) -> bytes:
    output = io.BytesIO()
    opened.save(
        output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=True, preserve_pdfa=False,
        fix_metadata_version=False,
    )  # fmt: skip
    return output.getvalue()
