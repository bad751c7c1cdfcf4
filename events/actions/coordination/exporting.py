"""Taking a list of registrations out of the portal: a file, and a trace of who took what."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction

from applications.rules.coordinating import can_coordinate
from events.documents.listing import Format, write
from events.models import Cafe
from events.queries.coordination.listing import Criteria, rows_to_export
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def export(*, cafe: Cafe, criteria: Criteria, format: Format, by: User, at: datetime, to: IO[bytes]) -> int:
    """Write the registrations that answer to `to`; returns how many. PdfError when no PDF can be made."""
    can_coordinate(by, at).require()
    count = write(rows_to_export(criteria, cafe=cafe, user=by, at=at), cafe=cafe, format=format, at=at, to=to)
    journal.record("cafe.exported", cafe, by=by, at=at, count=count, format=format.upper(), criteria=criteria.asked)
    return count
