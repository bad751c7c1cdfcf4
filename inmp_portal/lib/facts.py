"""What the ground floor says of the current call without knowing the app that holds it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def site_facts() -> dict[str, Any]:
    """Facts for mails and pages (`cloture`, `adresse_contact`, …), from the function named by `SITE_FACTS`."""
    return dict(import_string(settings.SITE_FACTS)())
