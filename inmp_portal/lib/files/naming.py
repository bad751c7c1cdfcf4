"""Names of files: shown to people and sent in headers, never used as a path."""

from __future__ import annotations

import re
import unicodedata

SUFFIXES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
_OTHER_SPELLINGS = {"image/jpeg": ("jpg", "jpeg", "jpe")}
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_INNER_EXTENSION = re.compile(r"\.(?=[^\W\d])")
_MAX_CHARS, _MAX_BYTES = 120, 200


def safe_name(name: str, content_type: str) -> str:
    """A name to show: no folder, no invisible or reversing character, one extension, the one of the content."""
    name = name.replace("%22", '"')  # browsers send a quotation mark so
    stem = _FORBIDDEN.sub("", _without_suffix(_visible(re.split(r"[\\/]", name)[-1]), content_type))
    stem = _INNER_EXTENSION.sub("-", stem)  # « cv.pdf.exe » must not read as a program, nor « cv.exe.pdf »
    stem = " ".join(stem.split()).strip(" .-_")
    if not stem:
        stem = "document"
    if _RESERVED.fullmatch(stem):
        stem = f"fichier-{stem}"
    return f"{_shortened(stem)}.{SUFFIXES[content_type]}"


def printable(name: str) -> str:
    """A name as its sender wrote it, fit to be quoted: nothing invisible, no folder, cut."""
    return _visible(re.split(r"[\\/]", name)[-1])[:_MAX_CHARS].strip() or "sans nom"


def _visible(name: str) -> str:
    composed = unicodedata.normalize("NFC", name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore"))
    kept = (char for char in composed if unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
    return "".join(" " if unicodedata.category(char) == "Zs" else char for char in kept)


def _without_suffix(name: str, content_type: str) -> str:
    spellings = _OTHER_SPELLINGS.get(content_type, (SUFFIXES[content_type],))
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and suffix.strip().lower() in spellings else name


def _shortened(stem: str) -> str:
    stem = stem[:_MAX_CHARS]
    while len(stem.encode()) > _MAX_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .-_")
