"""The queue of the PDFs, as the health page tells it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min, Q

from applications.models import Document
from applications.states import DocumentState

_UNDONE = (DocumentState.QUEUED, DocumentState.RETRY, DocumentState.BUILDING)


def documents_due(at: datetime) -> tuple[int, datetime | None]:
    """How many PDFs wait, and since when the oldest of those whose hour has come."""
    hour_has_come = Q(retry_at__isnull=True) | Q(retry_at__lte=at)
    told = Document.objects.filter(state__in=_UNDONE).aggregate(
        waiting=Count("id"), oldest=Min("queued_at", filter=hour_has_come)
    )
    return told["waiting"], told["oldest"]
