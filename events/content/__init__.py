"""The content of each edition's cafés, as data: read by `load_cafes`, never by a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def read_cafes(edition: str) -> dict[str, Any]:
    """The cafés of an edition, their desks, questionnaires and lexicon; FileNotFoundError when there is no such edition."""
    cafes, lexicon = (
        json.loads((_HERE / edition / name).read_text("utf-8")) for name in ("cafes.json", "lexicon.json")
    )
    return {**cafes, "lexicon": {key: value for key, value in lexicon.items() if key != "desks"}}
