"""The pages that the proxy shows by itself, for what never reaches the portal: an upload or an address too long, an outage.

Rendered from the portal's own templates into `var/pages`, anew at each preparation: they name the current style sheets.
"""

from __future__ import annotations

PAGES = ("413", "414", "502")


def write() -> None:
    """Each page whole or not at all: the proxy may be reading it."""
    from django.conf import settings
    from django.template.loader import render_to_string

    settings.PAGES_ROOT.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        page = settings.PAGES_ROOT / f"{name}.html"
        aside = page.with_suffix(".writing")
        aside.write_text(render_to_string(f"errors/{name}.html", {"contact": settings.CONTACT_EMAIL}), encoding="utf-8")
        aside.replace(page)
