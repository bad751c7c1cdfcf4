"""What the tests of the deposit's pages share."""

from __future__ import annotations

from django.urls import reverse


def page(name, *args):
    """The address of a page of the applications."""
    return reverse(f"applications:{name}", args=args)


def hidden(response) -> dict[str, str]:
    """The hidden fields of the confirmation, as the browser would send them back."""
    form = response.context["form"]
    return {name: str(form[name].value()) for name in ("token", "seen", "shown")}
