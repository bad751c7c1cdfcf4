"""A desk's agenda on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string

from events.documents.styles import assets
from events.queries.agenda import Agenda


def agenda_document(agenda: Agenda, at: datetime) -> tuple[str, Mapping[str, bytes]]:
    """The HTML and its assets, for `pdf.render`."""
    return render_to_string("events/pdf/agenda.html", {"agenda": agenda, "produced_at": at}), assets()
