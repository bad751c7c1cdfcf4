"""The content of each edition's cafés, as data: read by `load_cafes`, never by a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def read_cafes(edition: str) -> dict[str, Any]:
    """The cafés of an edition, their desks, questionnaires, lexicon and reminders; FileNotFoundError when there is no such edition."""
    names = ("cafes", "lexicon", "reminders")
    cafes, lexicon, reminders = (json.loads((_HERE / edition / f"{name}.json").read_text("utf-8")) for name in names)
    return {
        **cafes,
        "lexicon": {key: value for key, value in lexicon.items() if key != "desks"},
        "rappels": reminders,
    }
