"""A variable that a template of ours does not know fails the test; those of other packages stay as they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Node, engines


class UnknownVariable(AssertionError):
    """A template named something that its context does not hold."""


class _Refusing(str):
    """What Django renders for an unknown variable: it asks this `string_if_invalid` to hold `%s`, then fills it."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        origin = _rendering_template()
        if origin is not None and _is_ours(origin):
            raise UnknownVariable(f"{origin}: unknown variable {variable}")
        return ""


def _rendering_template() -> str | None:
    """The file of the innermost template node on the stack."""
    frame = sys._getframe(2)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return None


def _is_ours(origin: str) -> bool:
    return Path(origin).is_relative_to(settings.BASE_DIR) and ".venv" not in Path(origin).parts


@pytest.fixture(autouse=True)
def _unknown_template_variables_fail(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", _Refusing())
    yield
