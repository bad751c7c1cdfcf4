"""The list as a workbook: French headers, real dates and numbers, texts that no spreadsheet runs as formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

from applications.queries.criteria import Half
from inmp_portal.lib.clock import PARIS

HEADERS: dict[str, Sequence[tuple[str, int]]] = {
    Half.DEPOSITED: (
        ("Numéro", 16), ("Acronyme", 16), ("Titre", 60), ("Personne porteuse", 26), ("Établissement", 26),
        ("Axe principal", 34), ("Axes secondaires", 16), ("Durée (mois)", 13), ("Aide demandée (€)", 18), ("État", 22),
        ("Premier dépôt (Paris)", 21), ("Dernier dépôt (Paris)", 21), ("Version", 9),
    ),
    Half.DRAFTS: (("Titre", 60), ("Axe principal", 34), ("Complétude (%)", 15)),
}  # fmt: skip
_LONGEST = 32_000  # Excel refuses cells beyond 32 767 characters


def write_dossiers(rows: Iterable[Sequence[Any]], *, half: Half, to: IO[bytes]) -> int:
    """Write rows whose cells follow `HEADERS[half]`; returns how many. Memory does not grow with them."""
    import xlsxwriter  # only here: the web process does not carry it otherwise

    book = xlsxwriter.Workbook(to, {"constant_memory": True, "default_date_format": "dd/mm/yyyy hh:mm:ss"})
    book.set_properties({"title": f"{half.label} – appel à projets de l’INMP", "author": "Portail INMP"})
    formats = {
        "head": book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#0D3B44", "valign": "vcenter"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
    }
    sheet = book.add_worksheet("Dossiers" if half == Half.DEPOSITED else "Brouillons")
    for column, (_title, width) in enumerate(HEADERS[half]):
        sheet.set_column(column, column, width)
    for column, (title, _width) in enumerate(HEADERS[half]):
        sheet.write_string(0, column, title, formats["head"])
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, count, column, value, formats["money"])
    sheet.autofilter(0, 0, count, len(HEADERS[half]) - 1)
    book.close()
    return count


def _write(sheet: Any, line: int, column: int, value: Any, money: Any) -> None:
    """A cell of its own type; a text is always written as text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(line, column, value.astimezone(PARIS).replace(tzinfo=None))
    elif isinstance(value, Decimal):
        sheet.write_number(line, column, value, money)
    elif isinstance(value, int):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, str(value)[:_LONGEST])
