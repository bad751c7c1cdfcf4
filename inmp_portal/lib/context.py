"""What every page knows of the instance."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from inmp_portal.lib import clock


def instance(request: HttpRequest) -> dict[str, Any]:
    """`now` is the portal's instant; `time_travel` shows the banner of demonstrations and rehearsals."""
    return {
        "now": clock.now(),
        "time_travel": settings.TIME_TRAVEL,
        "instance_kind": settings.INSTANCE,
        "accessibility_state": settings.ACCESSIBILITY_STATE,
    }
