"""What the pages of one's own dossier have in common."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application
from applications.models.application import ApplicationQuerySet

if TYPE_CHECKING:
    from inmp_portal.accounts.models import User


def own_applications(user: User, at: datetime) -> ApplicationQuerySet:
    """The dossiers that this person leads; for everybody else these pages do not exist."""
    return Application.objects.visible_to(user, at).led_by(user).select_related("call", "lead", "main_axis")
