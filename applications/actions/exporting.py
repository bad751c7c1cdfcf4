"""Taking the list out of the portal: a workbook, and a trace of who took what."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction

from applications.documents.workbook import write_dossiers
from applications.models import Call
from applications.queries.criteria import Criteria
from applications.queries.listing import rows_to_export
from applications.rules.coordinating import can_coordinate
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def export_dossiers(*, call: Call, by: User, at: datetime, criteria: Criteria, to: IO[bytes]) -> int:
    """Write the dossiers that answer the question to `to` as XLSX; returns how many. Rows stream from the database."""
    can_coordinate(by, at).require()
    count = write_dossiers(rows_to_export(criteria, call=call, user=by, at=at), half=criteria.half, to=to)
    asked = {"volet": criteria.half, "q": criteria.text, "etat": criteria.state, "axe": criteria.axis}
    asked["etablissement"] = criteria.institution
    journal.record("call.exported", call, by=by, at=at, count=count, criteria={k: v for k, v in asked.items() if v})
    return count
