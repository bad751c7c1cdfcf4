"""`clean` itself: the table from type to function."""

from __future__ import annotations

from typing import Any, NamedTuple

from applications.sections.cleaning import dates, groups, scalars
from applications.sections.context import Context
from applications.sections.definition import Field

_LIST_TYPES = frozenset({"choix_multiple", "etiquettes", "repetable", "tableau", "liste_personnes"})
_TEXT_TYPES = frozenset({"texte", "texte_long", "choix", "choix_cartes", "choix_ou_texte", "courriel", "telephone"})
_CLEAN: dict[str, groups.Clean] = {
    "texte": scalars.text,
    "texte_long": scalars.long_text,
    "choix": scalars.choice,
    "choix_cartes": scalars.choice,
    "choix_multiple": groups.choices,
    "choix_ou_texte": scalars.choice_or_text,
    "etiquettes": groups.tags,
    "entier": scalars.whole_number,
    "montant": scalars.amount,
    "mois": dates.month,
    "date": dates.day,
    "oui_non": scalars.yes_no,
    "case": groups.tick,
    "case_et_texte": groups.tick_and_text,
    "courriel": scalars.email,
    "telephone": scalars.phone,
    "ref_equipe": scalars.team,
}


class Cleaned(NamedTuple):
    """What is stored, and what to tell the person (None when it passes)."""

    stored: Any
    message: str | None


def clean(field: Field, raw: Any, context: Context) -> Cleaned:
    """What was typed (a form's strings, or a stored value) as it is stored, with a message when it does not pass.

    An empty answer passes: whether it is needed is `checking`'s question. Files, computed amounts and what somebody
    else answers are not typed and store nothing.
    """
    if not field.is_typed:
        return Cleaned(None, None)
    if _is_blank(raw):
        return Cleaned(empty_value(field), None)
    if field.has_rows:
        return Cleaned(*groups.rows(field, raw, context, clean))
    if field.type == "personne":
        return Cleaned(*groups.person(field, raw, context, clean))
    stored, message = _CLEAN[field.type](field, raw, context)
    return Cleaned(empty_value(field) if _is_blank(stored) else stored, message)


def _is_blank(value: Any) -> bool:
    """Nothing there; zero is something."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or (not value and isinstance(value, list | dict))


def empty_value(field: Field) -> Any:
    """What an unanswered question stores."""
    if field.type in _LIST_TYPES:
        return []
    return "" if field.type in _TEXT_TYPES else None


def is_empty(value: Any) -> bool:
    """Nothing answered; an amount of zero is an answer, a box that is not ticked is not."""
    if isinstance(value, dict):
        return not value.get("coche") and not any(item for key, item in value.items() if key not in ("coche", "cle"))
    return value is None or value is False or value in ("", [])
