"""One stored answer in words, as a reader sees it. What was typed and does not pass is shown as it was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.sections.cleaning import is_empty
from applications.sections.context import Context
from applications.sections.definition import Field
from inmp_portal.lib.french import MONTHS, NO_BREAK, money, number
from inmp_portal.lib.unseen import straight

AMOUNTS = frozenset({"montant", "montant_calcule"})
_ITEM = re.compile(r"^\s*[-–—•*·]\s+")


@dataclass(frozen=True)
class Block:
    """A paragraph (one line) or a list (its items) of a long text."""

    is_list: bool
    lines: tuple[str, ...]


def worded(field: Field, value: Any, context: Context) -> str:
    """The answer as one text; empty when there is none."""
    if is_empty(value):
        return ""
    write = _WRITERS.get(field.type)
    return straight(write(field, value, context) if write else _as_typed(value))


def blocks(text: str) -> tuple[Block, ...]:
    """A long text cut in paragraphs and lists, as its lines say."""
    found: list[Block] = []
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        if not _ITEM.match(line):
            found.append(Block(False, (line,)))
            continue
        item = _ITEM.sub("", line)
        if found and found[-1].is_list:
            found[-1] = Block(True, (*found[-1].lines, item))
        else:
            found.append(Block(True, (item,)))
    return tuple(found)


def _as_typed(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(_as_typed(item) for key, item in value.items() if key != "cle" and not is_empty(item))
    if isinstance(value, list):
        return ", ".join(_as_typed(item) for item in value)
    return str(value)


def _choice(field: Field, value: Any, context: Context) -> str:
    return field.labels.get(str(value), _as_typed(value))


def _choices(field: Field, value: Any, context: Context) -> str:
    listed = value if isinstance(value, list) else [value]
    return "\n".join(_choice(field, item, context) for item in listed)


def _tags(field: Field, value: Any, context: Context) -> str:
    return _as_typed(value)


def _amount(field: Field, value: Any, context: Context) -> str:
    return money(value) if isinstance(value, int) and not isinstance(value, bool) else _as_typed(value)


def _whole(field: Field, value: Any, context: Context) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return _as_typed(value)
    said = str(value) if 1900 <= value <= 2100 and not field.unit else number(value)
    return f"{said}{NO_BREAK}{field.unit}" if field.unit else said


def _month(field: Field, value: Any, context: Context) -> str:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(value))
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found else _as_typed(value)


def _day(field: Field, value: Any, context: Context) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return _as_typed(value)
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _yes_no(field: Field, value: Any, context: Context) -> str:
    return {"oui": "Oui", "non": "Non", "True": "Oui", "False": "Non"}.get(str(value), _as_typed(value))


def _tick(field: Field, value: Any, context: Context) -> str:
    return "Oui" if value is True else _as_typed(value)


def _tick_and_text(field: Field, value: Any, context: Context) -> str:
    if not isinstance(value, Mapping):
        return _as_typed(value)
    ticked = "Oui" if value.get("coche") else "Non"
    return "\n".join(filter(None, (ticked, str(value.get("texte") or ""))))


def _team(field: Field, value: Any, context: Context) -> str:
    team = context.teams.get(str(value))
    return team.label if team else f"Équipe {_as_typed(value)}"


_WRITERS = {
    "choix": _choice, "choix_cartes": _choice, "choix_ou_texte": _choice, "choix_multiple": _choices,
    "etiquettes": _tags, "montant": _amount, "montant_calcule": _amount, "entier": _whole, "mois": _month,
    "date": _day, "oui_non": _yes_no, "case": _tick, "case_et_texte": _tick_and_text, "ref_equipe": _team,
}  # fmt: skip
