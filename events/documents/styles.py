"""What the papers of the cafés can see: stylesheets, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders


@cache
def assets(*names: str) -> Mapping[str, bytes]:
    """The portal's print stylesheet, then these ones (« badges » for `badges.css`), in their order."""
    return {f"{name}.css": _read(f"portal/pdf/{name}.css") for name in ("document", *names)}


def _read(path: str) -> bytes:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    return Path(found).read_bytes()
