"""Rows as a workbook or as CSV: French headers, real dates and numbers, texts that no spreadsheet runs as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

from inmp_portal.lib.clock import PARIS

Columns = Sequence[tuple[str, int]]  # header, width in characters
_LONGEST = 32_000  # Excel refuses cells beyond 32 767 characters
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a text begins that a spreadsheet reads as a formula


@dataclass(frozen=True)
class Sheet:
    """What is written: the name of the tab (31 characters at most), the document's title, the columns."""

    name: str
    title: str
    columns: Columns


def write_workbook(rows: Iterable[Sequence[Any]], *, sheet: Sheet, to: IO[bytes]) -> int:
    """Write rows whose cells follow the columns as XLSX; returns how many. Memory does not grow with them."""
    import xlsxwriter  # only here: the web process does not carry it otherwise

    book = xlsxwriter.Workbook(to, {"constant_memory": True, "default_date_format": "dd/mm/yyyy hh:mm:ss"})
    book.set_properties({"title": sheet.title, "author": "Portail INMP"})
    head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#0D3B44", "valign": "vcenter"})
    money = book.add_format({"num_format": "#,##0.00"})
    page = book.add_worksheet(sheet.name)
    for column, (_title, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
    for column, (title, _width) in enumerate(sheet.columns):
        page.write_string(0, column, title, head)
    page.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(page, count, column, value, money)
    page.autofilter(0, 0, count, len(sheet.columns) - 1)
    book.close()
    return count


def _write(page: Any, line: int, column: int, value: Any, money: Any) -> None:
    """A cell of its own type; a text is always written as text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        page.write_datetime(line, column, value.astimezone(PARIS).replace(tzinfo=None))
    elif isinstance(value, Decimal):
        page.write_number(line, column, value, money)
    elif isinstance(value, int):
        page.write_number(line, column, value)
    else:
        page.write_string(line, column, str(value)[:_LONGEST])


def write_csv(rows: Iterable[Sequence[Any]], *, sheet: Sheet, to: IO[bytes]) -> int:
    """The same as CSV for a French spreadsheet: UTF-8 with its mark, semicolons; returns how many rows."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([title for title, _width in sheet.columns])
    count = sum(bool(writer.writerow([_cell(value) for value in row])) for row in rows)
    text.detach()  # `to` stays open, its caller reads it
    return count


def _cell(value: Any) -> str:
    """French dates; an apostrophe before a text that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(PARIS):%d/%m/%Y %H:%M}"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    said = str(value)
    return f"'{said}" if isinstance(value, str) and said.startswith(_RUNS) else said
