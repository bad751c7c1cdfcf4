"""A desk's agenda on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from events.queries.agenda import Agenda


def agenda_document(agenda: Agenda, at: datetime) -> tuple[str, Mapping[str, bytes]]:
    """The HTML and its assets, for `pdf.render`."""
    return render_to_string("events/pdf/agenda.html", {"agenda": agenda, "produced_at": at}), _assets()


@cache
def _assets() -> Mapping[str, bytes]:
    found = finders.find("portal/pdf/document.css")
    if not isinstance(found, str):
        raise FileNotFoundError("portal/pdf/document.css")
    return {"document.css": Path(found).read_bytes()}
