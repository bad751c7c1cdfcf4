"""An answer drawn on a page: each kind in its own shape, whatever was typed escaped."""

from __future__ import annotations

import pytest

from applications.sections.reading import Block, Cell, ReadFile, ReadRow
from applications.templatetags.reading import answer

EVIL = '<script>"&'
SAID = "&lt;script&gt;&quot;&amp;"
CELLS = ((Cell(EVIL, EVIL), Cell(EVIL, EVIL, (EVIL,)), Cell("Montant", "12 €", is_amount=True), Cell("Vide", "")),)


@pytest.mark.parametrize(
    ("row", "drawn"),
    [
        (ReadRow("a", "A", "value", EVIL), SAID),
        (ReadRow("a", "A", "prose", EVIL, blocks=(Block(False, (EVIL,)),)), f"<p>{SAID}</p>"),
        (ReadRow("a", "A", "list", EVIL, blocks=(Block(True, (EVIL, "b")),)), f"<ul><li>{SAID}</li><li>b</li></ul>"),
        (
            ReadRow("a", EVIL, "table", EVIL, heads=(EVIL,), cells=CELLS),
            f'<div class="table-scroll" tabindex="0" role="region" aria-label="{SAID}"><table class="table">'
            f'<caption class="visually-hidden">{SAID}</caption><thead><tr><th scope="col">{SAID}</th></tr></thead>'
            f'<tbody><tr><th scope="row">{SAID}</th><td>{SAID}<small>{SAID}</small></td><td class="num">12 €</td>'
            "<td></td></tr></tbody></table></div>",
        ),
        (
            ReadRow("a", "A", "records", EVIL, cells=(CELLS[0][1:],)),
            f'<ol class="records"><li><dl><div><dt>{SAID}</dt><dd>{SAID}</dd></div>'
            "<div><dt>Montant</dt><dd>12 €</dd></div></dl></li></ol>",
        ),
        (
            ReadRow(
                "a", "A", "files", EVIL, files=(ReadFile(EVIL, "0" * 64, 1024, 2), ReadFile("b.pdf", "1" * 64, 10))
            ),
            f'<ul class="plain"><li>{SAID} <span class="soft small">1\u00a0ko, 2\u00a0pages</span></li>'
            '<li>b.pdf <span class="soft small">1\u00a0ko</span></li></ul>',
        ),
        (ReadRow("a", "A", "table"), '<span class="read-empty">Non renseigné</span>'),
    ],
    ids=["value", "prose", "list", "table", "records", "files", "empty"],
)
def test_each_kind_has_its_shape_and_escapes_what_was_typed(row, drawn):
    assert answer(row) == drawn
