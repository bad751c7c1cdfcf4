"""The child that opens what a stranger sent: reads it on its input, writes a clean copy on its output, and ends."""

from __future__ import annotations

import json
import os
import sys
import warnings

from inmp_portal.lib.confined import process
from inmp_portal.lib.files.examiner.verdicts import Refuse


def main() -> None:
    """Arguments: content type, pages allowed, pixels allowed."""
    content_type, max_pages, max_pixels = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    warnings.simplefilter("ignore")
    process.limit(memory_mb=1_000, file_mb=1, cpu_seconds=20)
    header: dict[str, int | str]
    try:
        facts, cleaned = _examine(content_type, max_pages, max_pixels)
        header = {**facts}
    except Refuse as refusal:
        header, cleaned = {"refused": str(refusal), "found": refusal.found}, b""
    except MemoryError:
        header, cleaned = {"refused": "bomb"}, b""
    except RecursionError:
        header, cleaned = {"refused": "too_complex"}, b""
    except Exception:  # a parser that stumbles says something of the file, nothing of the portal
        header, cleaned = {"refused": "damaged"}, b""
    answers.write(json.dumps(header).encode() + b"\n" + cleaned)
    answers.flush()
    os._exit(0)  # nothing is left to tidy, and tearing a hostile document down could still take its time


def _examine(content_type: str, max_pages: int, max_pixels: int) -> tuple[dict[str, int], bytes]:
    guard = process.Guard()
    if content_type == "application/pdf":
        from inmp_portal.lib.files.examiner import pdf  # each kind loads its own library only

        guard.sealed = True
        return pdf.examine(sys.stdin.buffer.read(), max_pages)
    from inmp_portal.lib.files.examiner import picture

    guard.sealed = True
    return picture.examine(sys.stdin.buffer.read(), content_type, max_pixels)
