"""The gate: a stranger's bytes come in, a clean copy goes out, or a reason why not.

What the name or the browser says about the content is not listened to. Parsing happens in a confined child process.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from dataclasses import dataclass
from typing import Any

from inmp_portal.lib.confined import process
from inmp_portal.lib.files import antivirus
from inmp_portal.lib.files.examiner.verdicts import COUNTED
from inmp_portal.lib.files.naming import safe_name
from inmp_portal.lib.files.refusals import Rejected, megabytes
from inmp_portal.lib.french import counted

SECONDS = 30
MAX_PIXELS = 40_000_000
_EICAR = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"  # in two pieces, or this very file would be found
_BLANK = b"\x00\t\n\x0c\r \xef\xbb\xbf"

_FOUND = (
    (b"%PDF-", "celui d’un PDF"), (b"\x89PNG\r\n\x1a\n", "celui d’une image PNG"), (b"\xff\xd8\xff", "celui d’une image JPEG"),
    (b"PK\x03\x04", "celui d’une archive ZIP ou d’un document bureautique"),
    (b"\xd0\xcf\x11\xe0", "celui d’un document bureautique ancien"), (b"{\\rtf", "celui d’un texte RTF"),
    (b"GIF8", "celui d’une image GIF"), (b"RIFF", "celui d’une image ou d’un son"), (b"II*\x00", "celui d’une image TIFF"),
    (b"MM\x00*", "celui d’une image TIFF"), (b"MZ", "celui d’un programme"), (b"\x7fELF", "celui d’un programme"),
    (b"#!", "celui d’un programme"), (b"\x1f\x8b", "celui d’une archive"), (b"Rar!", "celui d’une archive"),
    (b"7z\xbc\xaf", "celui d’une archive"), (b"<", "celui d’une page web ou d’un fichier balisé"),
)  # fmt: skip
_TYPES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_WORDS = {"application/pdf": "un PDF", "image/png": "une image PNG", "image/jpeg": "une image JPEG"}


def expected_words(accepted: tuple[str, ...]) -> str:
    """« un PDF », « une image PNG ou JPEG »."""
    words = " ou ".join(_WORDS[kind] for kind in accepted)
    return words.replace(" ou une image", " ou") if words.startswith("une image") else words


@dataclass(frozen=True)
class Accepted:
    """A clean copy: written anew, without metadata, tail or active content. `pages` is None for an image."""

    data: bytes
    name: str
    content_type: str
    pages: int | None


def accept(data: bytes, name: str, *, accepted: tuple[str, ...], max_bytes: int, max_pages: int) -> Accepted:
    """Check and clean one file; `Rejected` with the sentence for the person otherwise."""
    if not data:
        raise Rejected("empty")
    if len(data) > max_bytes:
        raise Rejected("too_large", size=megabytes(len(data)), limit=megabytes(max_bytes))
    if _is_dicom(data):
        raise Rejected("dicom")
    content_type = _content_type(data, accepted)
    if _EICAR in data:
        raise Rejected("infected")
    _require_a_single_document(data, content_type)
    antivirus.scan(data)
    header, cleaned = _examined(data, content_type, max_pages)
    if _EICAR in cleaned:
        raise Rejected("infected")
    return Accepted(cleaned, safe_name(name, content_type), content_type, header.get("pages"))


def _is_dicom(data: bytes) -> bool:
    """PS3.10, section 7.1: « DICM » after 128 bytes of anything, even of a PDF; older files begin with group 8 at once."""
    return data[128:132] == b"DICM" or (data[:2] in (b"\x02\x00", b"\x08\x00") and data[4:6] in (b"UL", b"CS", b"UI"))


def _content_type(data: bytes, accepted: tuple[str, ...]) -> str:
    """What the bytes are, if it is one of the kinds that this field takes."""
    start = data.lstrip(_BLANK)[:16]
    content_type = next((kind for magic, kind in _TYPES.items() if start.startswith(magic)), "")
    if content_type in accepted:
        return content_type
    if "application/pdf" in accepted and b"%PDF-" in data[:2048]:
        raise Rejected("polyglot")
    found = next((words for magic, words in _FOUND if start.startswith(magic)), "d’une autre nature")
    raise Rejected("not_accepted", expected=expected_words(accepted), found=found)


def _require_a_single_document(data: bytes, content_type: str) -> None:
    """Refuse what is also something else, or stops before its end."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Rejected("polyglot")
    if content_type != "application/pdf":
        return
    _before, found, after = data.rpartition(b"%%EOF")
    if not found:
        raise Rejected("truncated")
    tail = after.strip(_BLANK)
    if len(tail) > 1024 or b"<" in tail or b"endobj" in tail:
        raise Rejected("truncated" if b" obj" in tail else "polyglot")


def _examined(data: bytes, content_type: str, max_pages: int) -> tuple[dict[str, Any], bytes]:
    """Open the file in a confined child; what it cannot survive is refused."""
    command = process.command("inmp_portal.lib.files.examiner", content_type, max_pages, MAX_PIXELS)
    try:
        child = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, env=process.environment(), cwd="/", check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Rejected("too_complex") from late
    line, _, cleaned = child.stdout.partition(b"\n")
    if child.returncode != 0 or not line:
        raise Rejected("bomb" if child.returncode in (-9, -24) else "too_complex")
    header = json.loads(line)
    if "refused" in header:
        raise _rejected(header["refused"], header.get("found", 0), max_pages)
    return header, cleaned


def _rejected(code: str, found: int, max_pages: int) -> Rejected:
    """The refusal with the figures of its sentence."""
    if code == "too_many_pixels":
        return Rejected(code, limit=MAX_PIXELS // 1_000_000)
    pages = counted(found, "page") if found <= COUNTED else f"plus de {counted(COUNTED, 'page')}"
    return Rejected(code, found=pages, limit=counted(max_pages, "page"))
