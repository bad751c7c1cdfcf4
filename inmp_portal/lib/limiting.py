"""Rate limits of the forms that anybody may send; a cache out of reach must not close a page."""

from __future__ import annotations

import logging

from allauth.core import ratelimit
from django.http import HttpRequest

log = logging.getLogger(__name__)
LIMITED = "Trop de demandes en peu de temps. Attendez quelques minutes, puis réessayez."


def is_allowed(request: HttpRequest, action: str, email: str = "") -> bool:
    """Within the limits of `ACCOUNT_RATE_LIMITS` for this action, of this address or of this machine?"""
    try:
        return bool(ratelimit.consume(request, action=action, key=email.lower() or None))
    except Exception as trouble:
        log.warning("rate limit out of reach: %s", trouble)
        return True
