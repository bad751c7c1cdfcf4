"""The child that reads the text of a PDF already accepted: nothing it meets takes the file back.

A process of its own, after the examination: a document that is only slow to read costs its text, not its place.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import time
import warnings
from typing import Any

from inmp_portal.lib.confined import process


def main() -> None:
    """Arguments: seconds allowed, characters wanted. Answers {"pages": [text, …], "is_whole": …} in JSON."""
    seconds, characters = int(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    warnings.simplefilter("ignore")
    logging.disable()
    process.limit(memory_mb=1_000, file_mb=1, cpu_seconds=seconds + 2)
    guard = process.Guard()
    import pypdf  # here, once limits are set

    guard.sealed = True
    pages: list[str] = []
    is_whole = True
    try:
        is_whole = _read(pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())), pages, seconds, characters)
    except Exception:  # the pages read before it are worth telling
        is_whole = False
    answers.write(json.dumps({"pages": pages, "is_whole": is_whole}).encode())
    answers.flush()
    os._exit(0)


def _read(reader: Any, pages: list[str], seconds: int, characters: int) -> bool:
    """Fill `pages` in their order; False when time or room ran out before the end, or a page could not be read."""
    until, left, is_whole = time.monotonic() + seconds, characters, True
    for page in reader.pages:
        if time.monotonic() > until or left <= 0:
            return False
        try:
            text = page.extract_text()
        except Exception:
            text, is_whole = "", False
        pages.append(text[:left].encode("utf-8", "replace").decode())
        left -= len(text)
    return is_whole and left >= 0
