"""Conditions told to the browser."""

from __future__ import annotations

from collections.abc import Iterable

from applications.sections.conditions import Tree
from applications.sections.context import Context
from applications.sections.definition import Field


def browser_tree(spec: Field, context: Context, on_page: Iterable[str]) -> Tree | None:
    """The condition with everything that this page cannot change already decided."""
    return spec.condition.reduced(context, frozenset(on_page)) if spec.condition else None
