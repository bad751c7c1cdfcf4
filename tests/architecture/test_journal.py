"""The journal reads as French: every type of entry that the code records has its sentence."""

from __future__ import annotations

import ast

from inmp_portal.journal.sentences import SENTENCES
from tests.architecture.code import ROOT


def recorded_types() -> set[str]:
    """Every type given to `journal.record` in the code base."""
    types = set()
    for folder in ("inmp_portal", "applications", "events", "reviews"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "record"
                    and isinstance(node.func.value, ast.Name) and node.func.value.id == "journal" and node.args
                ):  # fmt: skip
                    types |= {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
    return types


def test_every_recorded_type_has_its_sentence():
    assert "call.loaded" in recorded_types()  # the walk does find them
    mute = recorded_types() - set(SENTENCES)
    assert not mute, f"add a sentence to the app's sentences.py for: {', '.join(sorted(mute))}"
