"""What the tests of the list read."""

from __future__ import annotations

from typing import Any

LIST = "/pilotage/dossiers/"


def titles(response: Any) -> list[str]:
    """The titles of the rows, in their order."""
    return [row.title for row in response.context["rows"]]
