"""The PDFs that somebody still waits for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, IntegerField, When

from applications.models import Document
from applications.states import DocumentState
from inmp_portal.accounts.models import User

SHOWN = 100


def unfinished_documents(user: User, at: datetime) -> list[Document]:
    """At most `SHOWN` of those that this person may see: given up ones first, then the longest waiting."""
    first = Case(When(state=DocumentState.FAILED, then=0), default=1, output_field=IntegerField())
    found = Document.objects.visible_to(user, at).unfinished().select_related("deposit__application")
    light = found.defer("deposit__snapshot", "deposit__application__answers", "deposit__application__search")
    return list(light.order_by(first, "queued_at", "id")[:SHOWN])
