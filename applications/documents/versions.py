"""Two versions of a dossier, or a version and the working copy, compared question by question."""

from __future__ import annotations

from dataclasses import dataclass

from applications.documents.source import Source, source_of_deposit, source_of_draft
from applications.methods.deposits.diffing import Piece, compare
from applications.models import Application, Deposit
from applications.sections.reading import ReadRow, read

WORKING = "travail"


@dataclass(frozen=True)
class Difference:
    """A question whose answers differ; `pieces` rebuild both texts."""

    section: str
    label: str
    pieces: tuple[Piece, ...]

    @property
    def is_rewritten(self) -> bool:
        """One text in the place of another: shown whole, before and after."""
        return [piece.kind for piece in self.pieces] == ["removed", "added"]


@dataclass(frozen=True)
class Comparison:
    differences: list[Difference]
    unchanged: int


def source_named(application: Application, name: str) -> Source | None:
    """The working copy, or the version of that number; None when there is none."""
    if name == WORKING:
        return source_of_draft(application)
    if not name.isascii() or not name.isdigit() or len(name) > 4:
        return None
    found = Deposit.objects.filter(application=application, version=int(name)).first()
    return source_of_deposit(found) if found else None


def compared(before: Source, after: Source) -> Comparison:
    """Every question of either side, in the order of the later form."""
    old, new = _rows(before), _rows(after)
    order = [*new, *(key for key in old if key not in new)]
    differences = []
    for key in order:
        title, row = new.get(key) or old[key]
        texts = (_text(old, key), _text(new, key))
        if texts[0] != texts[1]:
            differences.append(Difference(title, row.label, compare(*texts)))
    return Comparison(differences, len(order) - len(differences))


def _rows(source: Source) -> dict[str, tuple[str, ReadRow]]:
    sections = read(source.definition, source.answers, "complete", source.files)
    return {row.field: (section.title, row) for section in sections for row in section.rows}


def _text(rows: dict[str, tuple[str, ReadRow]], key: str) -> str:
    return rows[key][1].text if key in rows else ""
