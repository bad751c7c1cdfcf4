"""Whole addresses for mails, which are read outside of the portal."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse


def link(name: str, **kwargs: Any) -> str:
    """The address of a page of this app, with the site's own beginning."""
    return f"{settings.SITE_URL}{reverse(f'applications:{name}', kwargs=kwargs)}"


def preferences() -> str:
    """The address of the page where one chooses how to be told of messages."""
    return f"{settings.SITE_URL}{reverse('accounts:profile')}"
