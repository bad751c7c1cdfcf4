"""Conditions told to the browser, and to people whose browser runs no script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from applications.sections.conditions import Tree
from applications.sections.context import Context
from applications.sections.definition import Definition, Field
from inmp_portal.lib.french import NO_BREAK


def browser_tree(spec: Field, context: Context, on_page: Iterable[str]) -> Tree | None:
    """The condition with everything that this page cannot change already decided."""
    return spec.condition.reduced(context, frozenset(on_page)) if spec.condition else None


def explained(spec: Field, definition: Definition) -> str:
    """« À remplir si « Type de projet » est « Autre (à préciser) ». »"""
    if spec.condition is None:
        return ""
    tree = spec.condition.tree
    said = _said(tree, definition) if tree[0] in ("==", "in", "name", ">") else ""
    return f"À remplir si {said}." if said else "À remplir selon vos autres réponses."


def _said(tree: Tree, definition: Definition) -> str:
    if tree[0] == ">":
        return f"une dépense dépasse {definition.parameters[tree[2][1]]}{NO_BREAK}€" if tree[1][1] == "ligne" else ""
    name = tree[1] if tree[0] == "name" else tree[1][1]
    field = _field(name, definition)
    if field is None:
        return ""
    if tree[0] == "name":
        return f"vous avez répondu à {_quoted(field.label)}"
    values = tree[2][1] if tree[0] == "in" else [tree[2][1]]
    if not isinstance(values, list):
        return ""
    labels = {**field.labels, "oui": "oui", "non": "non"}
    return f"{_quoted(field.label)} est {' ou '.join(_quoted(labels.get(value) or value) for value in values)}"


def _field(name: str, definition: Definition) -> Field | None:
    columns: dict[str, Any] = {column.id: column for field in definition for column in field.columns}
    return definition.by_id.get(name) or columns.get(name)


def _quoted(text: str) -> str:
    return f"«{NO_BREAK}{text}{NO_BREAK}»"
