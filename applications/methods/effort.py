"""How long a person needs for a page of the form: an honest order of magnitude, never under-promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inmp_portal.lib.french import counted

LETTERS_A_MINUTE = 120  # of considered prose
_ROUNDED_TO = 5
_MINUTES: Mapping[str, float] = {
    "texte_long": 4, "fichiers": 3, "etiquettes": 2, "personne": 1.5, "choix_multiple": 1, "case_et_texte": 1.5,
    "case": 0.2, "montant_calcule": 0, "accord_tiers": 0,
}  # fmt: skip
_OTHER = 0.5


@dataclass(frozen=True)
class Task:
    """One question: its type, the length asked for, how many rows of how many columns."""

    type: str
    letters: int = 0
    rows: int = 0
    columns: int = 0


def minutes(tasks: Iterable[Task]) -> int:
    """Whole minutes, rounded up to five; 0 when there is nothing to do."""
    total = sum(_minutes(task) for task in tasks)
    return -(-int(total + 0.999) // _ROUNDED_TO) * _ROUNDED_TO if total else 0


def _minutes(task: Task) -> float:
    if task.rows:
        return task.rows * task.columns * _OTHER
    if task.type == "texte_long" and task.letters:
        # People write about two thirds of what they may.
        return max(task.letters * 2 / 3 / LETTERS_A_MINUTE, 1)
    return _MINUTES.get(task.type, _OTHER)


def in_words(minutes: int) -> str:
    """« 25 minutes », « 1 heure », « 3 heures »: beyond an hour, halves are enough."""
    if minutes < 60:
        return counted(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    return counted(hours, "heure") if rest < 30 else f"{counted(hours, 'heure')} et demie"
