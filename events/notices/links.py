"""Whole addresses for mails; the link of a guest carries the secret of the registration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from events.models import Registration


def link(name: str, **kwargs: Any) -> str:
    """The address of a page of the cafés, with the site's own beginning."""
    return f"{settings.SITE_URL}{reverse(f'events:{name}', kwargs=kwargs)}"


def own_link(registration: Registration) -> str:
    """The page of one's registration, without an account."""
    return link("registration_open", token=registration.token)
