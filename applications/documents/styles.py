"""What the documents can see: the print stylesheet, and the watermark of drafts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

_STYLE, _WATERMARK = "portal/pdf/document.css", "portal/pdf/watermark.svg"


@cache
def assets() -> dict[str, bytes]:
    """Assets of a document that was deposited."""
    return {"document.css": _read(_STYLE)}


@cache
def draft_assets() -> dict[str, bytes]:
    """The same, with the watermark that tells a draft from a deposit."""
    return {**assets(), "draft.css": _read("portal/pdf/draft.css"), "watermark.svg": _read(_WATERMARK)}


@cache
def blank_assets() -> dict[str, bytes]:
    """The same stylesheet, with the room to write of the blank form."""
    return {**assets(), "blank.css": _read("portal/pdf/blank.css")}


def _read(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
