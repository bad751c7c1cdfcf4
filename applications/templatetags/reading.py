"""`{% load reading %}`: `{{ row|answer }}`, one answer of a dossier as a reader sees it.

Written here rather than as a template: a dossier holds hundreds of cells, and the template's loops over them cost more
than everything else on the page of a deposit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from applications.sections.reading import Cell, ReadRow
from inmp_portal.lib import french
from inmp_portal.lib.files.refusals import megabytes

register = template.Library()
_NOTHING = mark_safe('<span class="read-empty">Non renseigné</span>')


@register.filter
def answer(row: ReadRow) -> SafeString:
    """The answer by its kind: paragraphs and lists, a table, records, files, or its plain text."""
    return _DRAWN.get(row.kind, _text)(row) if not row.is_empty else _NOTHING


def _text(row: ReadRow) -> SafeString:
    return escape(row.text)


def _prose(row: ReadRow) -> SafeString:
    return _joined(
        format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in block.lines)))
        if block.is_list
        else format_html("<p>{}</p>", block.lines[0])
        for block in row.blocks
    )


def _table(row: ReadRow) -> SafeString:
    heads = format_html_join("", '<th scope="col">{}</th>', ((head,) for head in row.heads))
    lines = _joined(_line(cells) for cells in row.cells)
    return format_html(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="table">'
        '<caption class="visually-hidden">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        row.label, row.label, heads, lines,
    )  # fmt: skip


def _line(cells: tuple[Cell, ...]) -> SafeString:
    first, *others = cells
    head = format_html('<th scope="row">{}</th>', first.text)
    return format_html("<tr>{}{}</tr>", head, _joined(_cell(cell) for cell in others))


def _cell(cell: Cell) -> SafeString:
    notes = format_html_join("", "<small>{}</small>", ((note,) for note in cell.notes))
    return format_html('<td class="num">{}{}</td>' if cell.is_amount else "<td>{}{}</td>", cell.text, notes)


def _records(row: ReadRow) -> SafeString:
    one = "<div><dt>{}</dt><dd>{}</dd></div>"
    listed = (format_html_join("", one, ((cell.head, cell.text) for cell in cells if cell.text)) for cells in row.cells)
    return format_html(
        '<ol class="records">{}</ol>', format_html_join("", "<li><dl>{}</dl></li>", ((said,) for said in listed))
    )


def _files(row: ReadRow) -> SafeString:
    one = '<li>{} <span class="soft small">{}{}</span></li>'
    told = (
        (item.name, megabytes(item.size), f", {french.counted(item.pages, 'page')}" if item.pages else "")
        for item in row.files
    )
    return format_html('<ul class="plain">{}</ul>', format_html_join("", one, told))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    """Each part was escaped where it was made."""
    return mark_safe("".join(parts))


_DRAWN: dict[str, Callable[[ReadRow], SafeString]] = {
    **dict.fromkeys(("prose", "tick", "list"), _prose),
    "table": _table,
    "records": _records,
    "files": _files,
}
