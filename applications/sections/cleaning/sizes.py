"""How much one answer may weigh: far above every limit of the form, far below what would hurt the portal."""

from __future__ import annotations

from typing import Any

from applications.sections.cleaning.words import NB, number
from applications.sections.definition import Field

_TEXT = 20_000  # characters kept of a text that has no higher limit
_ROWS = 200


def too_large(field: Field, raw: Any) -> str | None:
    """Why this answer is not even kept as typed; None when it is."""
    if isinstance(raw, list) and len(raw) > _ROWS:
        return (
            f"Cette liste dépasse {_ROWS} lignes{NB}: elle n’a pas été enregistrée. Gardez-en une copie et réduisez-la."
        )
    limit = max(_TEXT, 4 * (field.max or 0)) if not field.columns else _TEXT * 10
    if _weight(raw) > limit:
        asked = f", et la question en demande {number(field.max)} au plus" if field.max and not field.columns else ""
        return (
            f"Ce texte dépasse {number(limit)} caractères{asked}{NB}: il n’a pas été enregistré. "
            "Gardez-en une copie et raccourcissez-le."
        )
    return None


def _weight(raw: Any) -> int:
    if isinstance(raw, dict):
        return sum(_weight(value) for value in raw.values())
    if isinstance(raw, (list, tuple)):
        return sum(_weight(value) for value in raw)
    return len(raw) if isinstance(raw, str) else 0
