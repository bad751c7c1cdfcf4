"""The questionnaire of a café: a typed view of its data (`Cafe.questions`). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

from inmp_portal.lib.french import short_time


class Type(StrEnum):
    """How a question is answered."""

    LINE = "texte"
    TEXT = "texte_long"
    EMAIL = "courriel"
    CHOICE = "choix"
    CHOICES = "choix_multiple"
    YES_NO = "oui_non"
    TICK = "case"
    NUMBER = "entier"
    DOSSIER = "ref_dossier"
    FILE = "fichiers"
    SLOT = "choix_creneau"


# Questions whose answer has a column of its own; the others are kept together in `Registration.answers`.
COLUMNS = {
    "prenom": "first_name",
    "nom": "last_name",
    "courriel": "email",
    "etablissement_autre": "other_institution",
    "service": "unit",
    "fonction": "profession",
}
INSTITUTION, COMPANIONS, NOTICE = "etablissement", "accompagnants", "rgpd"
QUESTION, DOSSIER, DOCUMENT = "question", "dossier", "piece"
FORMAT, VIDEO = "format", "visio"  # the question of how one comes, and its answer « en visioconférence »
OTHER = "autre"
ALONE = ("nsp", "rien")  # answers that no other answer goes with: « je ne sais pas encore », « rien de particulier »


@dataclass(frozen=True)
class Question:
    """One question. `most` counts characters of a text or bounds a number; `only_if` is (question, answer)."""

    id: str
    label: str
    type: Type
    required: bool = False
    help: str = ""
    least: int | None = None
    most: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    only_if: tuple[str, str] | None = None
    link: str = ""
    erased_after: str = ""

    @property
    def is_consent(self) -> bool:
        """Freely given, off by default, dated, taken back at any time."""
        return self.type is Type.TICK and not self.required

    def contradiction(self, answer: Any) -> str:
        """Why several answers cannot stand together, as a sentence; empty when they can."""
        alone = next((value for value in ALONE if self.type is Type.CHOICES and value in answer), None)
        if alone is None or len(answer) == 1:
            return ""
        said = dict(self.options)[alone]
        return f"«\u00a0{said}\u00a0» ne va avec aucune autre réponse\u00a0: décochez-la, ou décochez les autres."

    def wording(self, answer: Any) -> str:
        """The answer as people read it; empty for none."""
        words = dict(self.options)
        if isinstance(answer, list):
            return ", ".join(words.get(item) or _hour_or(str(item)) for item in answer)
        if isinstance(answer, bool):
            return "oui" if answer else ""
        return words.get(answer, str(answer)) if answer not in (None, "") else ""


def _hour_or(kept: str) -> str:
    """« 8 h 15 » for the hour of a slot, kept as « 08:15 » and among no options; anything else as it is."""
    return short_time(time.fromisoformat(kept)) if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", kept) else kept


def questions_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    """The questions in their order; ValueError for a type that this portal does not know."""
    return tuple(_question(row) for row in rows)


def _question(row: Mapping[str, Any]) -> Question:
    condition = row.get("si")
    return Question(
        id=row["id"],
        label=row["label"],
        type=Type(row["type"]),
        required=bool(row.get("requis")),
        help=row.get("aide", ""),
        least=row.get("min"),
        most=row.get("max"),
        options=tuple((option["value"], option["label"]) for option in row.get("options", ())),
        only_if=(condition["champ"], condition["vaut"]) if condition else None,
        link=row.get("lien", ""),
        erased_after=row.get("effacement", ""),
    )
