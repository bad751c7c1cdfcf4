"""Icons as inline SVG: a file of `static/portal/icons` each, read once."""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9-]+")


@lru_cache(maxsize=128)
def _drawing(name: str) -> tuple[str, str]:
    """The view box and the inside of an icon's file; an unknown name is a mistake of the template."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"icon name {name!r}")
    source = (settings.BASE_DIR / "static" / "portal" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    box = re.search(r'viewBox="([\d. ]+)"', source)
    inside = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
    if not box or not inside:
        raise ValueError(f"icon {name} is not an SVG drawing")
    return box[1], inside[1]


@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> SafeString:
    """The icon `name`; with a `label` it is an image with that name, without it is decoration and hidden."""
    box, inside = _drawing(name)
    # The drawing is a file of the repository, never a user's.
    body = mark_safe(inside)
    if not label:
        return format_html(
            '<svg class="icon icon-{}" viewBox="{}" fill="currentColor" aria-hidden="true" focusable="false">{}</svg>',
            name, box, body,
        )  # fmt: skip
    return format_html(
        '<svg class="icon icon-{}" viewBox="{}" fill="currentColor" role="img" aria-label="{}">{}</svg>',
        name, box, label, body,
    )  # fmt: skip
