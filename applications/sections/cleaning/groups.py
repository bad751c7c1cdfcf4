"""Answers with several parts: lists, tags, ticked boxes, persons, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from applications.sections.cleaning import scalars
from applications.sections.cleaning.counting import characters, one_line
from applications.sections.cleaning.words import NB, count, number, quoted
from applications.sections.context import Context, rows_of
from applications.sections.definition import ROW_KEY, Field

Result = tuple[Any, str | None]
Clean = Callable[[Field, Any, Context], Result]
_TRUE = frozenset({"on", "true", "1", "oui"})


def choices(field: Field, raw: Any, context: Context) -> Result:
    """Several options, in the order of the form, none twice."""
    asked = [str(item).strip() for item in _listed(raw) if str(item).strip()]
    stored = [value for value in field.labels if value in asked]
    unknown = [value[:200] for value in dict.fromkeys(asked) if value not in field.labels]
    if unknown:
        return stored + unknown, f"Choisissez parmi les réponses proposées{NB}: {quoted(unknown[0])} n’en est pas une."
    if field.max_elements and len(stored) > field.max_elements:
        extra = len(stored) - field.max_elements
        return stored, f"Choisissez {count(field.max_elements, 'réponse')} au plus{NB}: décochez-en {number(extra)}."
    if field.differs_from and (same := context.get(field.differs_from)) in stored:
        return stored, scalars.same_as_other(field, str(same), context)
    return stored, None


def tags(field: Field, raw: Any, context: Context) -> Result:
    """Key words: a list, or one text where commas, semicolons and line ends part them."""
    if isinstance(raw, str):
        raw = raw.replace(";", ",").replace("\n", ",").split(",")
    stored: dict[str, str] = {}
    for item in _listed(raw):
        word = one_line(str(item)).strip()
        if word:
            stored.setdefault(word.casefold(), word)
    words = list(stored.values())
    if field.max_elements and len(words) > field.max_elements:
        extra = len(words) - field.max_elements
        return words, f"{count(field.max_elements, 'élément')} au plus{NB}: retirez-en {number(extra)}."
    long = next((word for word in words if field.max and characters(word) > field.max), None)
    if long:
        return words, f"{quoted(long)} est trop long{NB}: {count(field.max or 0, 'caractère')} au plus par mot-clé."
    return words, None


def tick(field: Field, raw: Any, context: Context) -> Result:
    """A box: True, or None when it is not ticked."""
    return (True if raw is True or str(raw).strip().lower() in _TRUE else None), None


def tick_and_text(field: Field, raw: Any, context: Context) -> Result:
    """A box and its precision, stored as {"coche": bool, "texte": str}."""
    given = raw if isinstance(raw, Mapping) else {"coche": raw, "texte": ""}
    ticked, _ = tick(field, given.get("coche"), context)
    words, message = scalars.long_text(field, given.get("texte") or "", context)
    if not ticked and not words:
        return None, None
    return {"coche": bool(ticked), "texte": words}, message


def person(field: Field, raw: Any, context: Context, cell: Clean) -> Result:
    """First name, name, address, function; the first message of its parts."""
    row, messages = _row(field, raw if isinstance(raw, Mapping) else {}, context, cell)
    return (row or None), next(iter(messages), None)


def rows(field: Field, raw: Any, context: Context, cell: Clean) -> Result:
    """The rows of a group without the empty ones; the message is about their number, cells speak for themselves."""
    stored = [row for row in (_row(field, row, context, cell)[0] for row in rows_of(raw)) if row]
    if field.keyed:
        _give_keys(stored, context)
    if field.max_elements and len(stored) > field.max_elements:
        extra = len(stored) - field.max_elements
        return stored, f"{count(field.max_elements, 'ligne')} au plus{NB}: retirez-en {number(extra)}."
    return stored, None


def _row(field: Field, raw: Mapping[str, Any], context: Context, cell: Clean) -> tuple[dict[str, Any], list[str]]:
    """One row, every column present; empty when nothing was typed in it."""
    stored: dict[str, Any] = {}
    messages: list[str] = []
    inside = context.within(stored)  # sees the columns already cleaned, so that one may bound the next
    for column in field.columns:
        if column.is_typed:
            stored[column.id], message = cell(column, raw.get(column.id), inside)
            messages += [f"{column.label}{NB}: {message}"] if message else []
    if all(value in (None, "", []) for value in stored.values()):
        return {}, []
    if field.keyed and raw.get(ROW_KEY):
        stored[ROW_KEY] = str(raw[ROW_KEY])[:20]
    return stored, messages


def _give_keys(stored: list[dict[str, Any]], context: Context) -> None:
    """Keys for new rows, and new keys for repeated ones. A key that something points to is never given again."""
    fresh = not any(row.get(ROW_KEY) for row in stored)
    taken = set() if fresh else {key for key in (*context.teams, *context.referred_teams) if key.isdecimal()}
    taken |= {row[ROW_KEY] for row in stored if str(row.get(ROW_KEY, "")).isdecimal()}
    highest = max((int(key) for key in taken), default=0)
    seen: set[str] = set()
    for row in stored:
        if not row.get(ROW_KEY) or row[ROW_KEY] in seen:
            highest += 1
            row[ROW_KEY] = str(highest)
        seen.add(row[ROW_KEY])


def _listed(raw: Any) -> Iterable[Any]:
    return raw if isinstance(raw, (list, tuple, set)) else [raw]
