"""The registrations of a café, taken out of the portal: workbook, CSV, or a list on paper. No diet, no access need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import IO, Any

from django.template.loader import render_to_string

from events.documents.styles import assets
from events.models import Cafe
from inmp_portal.lib import pdf
from inmp_portal.lib.sheets import Sheet, write_csv, write_workbook
from inmp_portal.lib.verdict import Refused

COLUMNS = (
    ("Nom", 22), ("Prénom", 18), ("Adresse électronique", 32), ("Établissement", 26), ("Service", 26), ("Fonction", 24),
    ("État", 18), ("Personnes", 10), ("Rendez-vous (Paris)", 19), ("Guichet", 30), ("Projet", 30), ("Axes", 24),
    ("Sans inscription", 15), ("Au-delà de la capacité", 20), ("Partage ses coordonnées", 22),
    ("Inscription (Paris)", 19), ("Référence", 14),
)  # fmt: skip
MOST_PRINTED = 500  # rows: beyond, a list on paper serves nobody


class Format(StrEnum):
    """The value is the extension of the file."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


def write(rows: Iterable[Sequence[Any]], *, cafe: Cafe, format: Format, at: datetime, to: IO[bytes]) -> int:
    """Write rows of `queries.coordination.listing.rows_to_export`; how many. Refused for a list too long to print."""
    return _WRITERS[format](rows, cafe, at, to)


def _sheet(cafe: Cafe) -> Sheet:
    return Sheet("Inscriptions", f"Inscriptions – {cafe.title}", COLUMNS)


def _print(rows: Iterable[Sequence[Any]], cafe: Cafe, at: datetime, to: IO[bytes]) -> int:
    found = list(islice(rows, MOST_PRINTED + 1))
    if len(found) > MOST_PRINTED:
        raise Refused(
            f"Une liste imprimée porte {MOST_PRINTED} lignes au plus\u00a0: resserrez les filtres ou exportez en XLSX."
        )
    html = render_to_string("events/pdf/registrations.html", {"cafe": cafe, "rows": found, "produced_at": at})
    to.write(pdf.render(html, assets=assets()))
    return len(found)


_WRITERS: Mapping[Format, Callable[[Iterable[Sequence[Any]], Cafe, datetime, IO[bytes]], int]] = {
    Format.CSV: lambda rows, cafe, at, to: write_csv(rows, sheet=_sheet(cafe), to=to),
    Format.XLSX: lambda rows, cafe, at, to: write_workbook(rows, sheet=_sheet(cafe), to=to),
    Format.PDF: _print,
}
