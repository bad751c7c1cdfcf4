"""The list of dossiers as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from applications.queries.criteria import Half
from inmp_portal.lib.sheets import Sheet, write_workbook

HEADERS: dict[str, Sequence[tuple[str, int]]] = {
    Half.DEPOSITED: (
        ("Numéro", 16), ("Acronyme", 16), ("Titre", 60), ("Personne porteuse", 26), ("Établissement", 26),
        ("Axe principal", 34), ("Axes secondaires", 16), ("Durée (mois)", 13), ("Aide demandée (€)", 18), ("État", 22),
        ("Premier dépôt (Paris)", 21), ("Dernier dépôt (Paris)", 21), ("Version", 9),
    ),
    Half.DRAFTS: (("Titre", 60), ("Axe principal", 34), ("Complétude (%)", 15)),
}  # fmt: skip


def write_dossiers(rows: Iterable[Sequence[Any]], *, half: Half, to: IO[bytes]) -> int:
    """Write rows whose cells follow `HEADERS[half]`; returns how many."""
    name = "Dossiers" if half == Half.DEPOSITED else "Brouillons"
    sheet = Sheet(name, f"{half.label} – appel à projets de l’INMP", HEADERS[half])
    return write_workbook(rows, sheet=sheet, to=to)
