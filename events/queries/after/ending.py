"""What has come to its end, as `events.retention` and the public page say."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from events.models import CafeQuestion, GroupMessage, Proposal, Registration, Tap
from events.retention import RETENTION
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.working_days import months_after

TEXTS_KEPT = timedelta(days=7)


def texts_to_erase(at: datetime) -> QuerySet[Registration]:
    """Registrations whose meals, access needs and the like are still there a week after the café."""
    return Registration.objects.filter(purged_at__isnull=True, cafe__ends_at__lte=at - TEXTS_KEPT).order_by("pk")


def taps_to_delete(at: datetime) -> QuerySet[Tap]:
    """Keys of a reception that is over."""
    return Tap.objects.filter(cafe__ends_at__lte=at - TEXTS_KEPT).order_by("pk")


def people_to_forget(at: datetime) -> QuerySet[Registration]:
    """Registrations that still say who."""
    found = Registration.objects.filter(anonymised_at__isnull=True, cafe__ends_at__lte=_before(at, "Registration"))
    return found.order_by("pk")


def questions_to_forget(at: datetime) -> QuerySet[CafeQuestion]:
    """Questions that still have their words, whoever asked them."""
    found = CafeQuestion.objects.exclude(text="").filter(cafe__ends_at__lte=_before(at, "CafeQuestion"))
    return found.order_by("pk")


def messages_to_delete(at: datetime) -> QuerySet[GroupMessage]:
    """What was written to groups, a year after the café."""
    return GroupMessage.objects.filter(cafe__ends_at__lte=_before(at, "GroupMessage")).order_by("pk")


def proposals_to_delete(at: datetime) -> QuerySet[Proposal]:
    """Attributions that were proposed, with the reasons that were written."""
    return Proposal.objects.filter(cafe__ends_at__lte=_before(at, "Proposal")).order_by("pk")


def _before(at: datetime, model: str) -> datetime:
    """A café that ended by then has its time over at `at`."""
    months = RETENTION[f"events.{model}"].months
    assert months is not None
    local = at.astimezone(PARIS)
    day = months_after(local.date(), -months)
    return local.replace(year=day.year, month=day.month, day=day.day)
