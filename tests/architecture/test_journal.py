"""The journal reads as French: every type of entry that the code records has its sentence."""

from __future__ import annotations

import ast

from inmp_portal.journal.sentences import SENTENCES
from tests.architecture.code import PACKAGES, ROOT


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


# What leaves no entry, each with its reason. A new action is recorded, or stands here.
QUIET = {
    "applications.actions.saving.save_section": "each save says who and when in SectionVersion (decision 0009)",
    "applications.actions.deposits.content.snapshot_of": "writes nothing: the content of a deposit, which is recorded",
    "applications.actions.deposits.building.claim_documents": "a lease; what becomes of the PDF is recorded",
    "events.actions.booking.hold": "eight minutes of a slot; what is booked is recorded",
    "inmp_portal.accounts.actions.signing.ask_code": "the address may belong to somebody who asked for nothing",
    "inmp_portal.accounts.actions.signing.replace_code": "as ask_code",
    "inmp_portal.journal.actions.recording.record": "the journal itself",
    "inmp_portal.journal.actions.sealing.seal": "the journal itself",
    "inmp_portal.outbox.actions.erasing.erase_expired": "takes the text of expired codes away, asked by nobody",
    "inmp_portal.outbox.actions.reminding.remind": "recorded by the app whose object is reminded of",
}


def actions() -> tuple[dict[str, ast.FunctionDef], dict[str, set[str]]]:
    """Every function of the actions' shelves by its full name, and the full names that each one calls."""
    functions, calls = {}, {}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        if "actions" not in path.with_suffix("").parts:
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        known = {name: f"{module}.{name}" for name in own} | {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for name, function in own.items():
            functions[f"{module}.{name}"] = function
            called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            calls[f"{module}.{name}"] = {known[word] for word in called & set(known)}
    return functions, calls


def records(name: str, functions: dict[str, ast.FunctionDef], calls: dict[str, set[str]], seen: frozenset[str]) -> bool:
    """Does it, or something that it calls, write to the journal?"""
    if name not in functions or name in seen:
        return False
    written = any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "journal.record" for node in ast.walk(functions[name])
    )
    return written or any(records(called, functions, calls, seen | {name}) for called in calls[name])


def test_every_action_is_journalled():
    """An action is what somebody does (`by`) or what the clock does (`at`)."""
    functions, calls = actions()
    known = {name for name, function in functions.items()
             if not function.name.startswith("_") and {"by", "at"} & {one.arg for one in function.args.kwonlyargs}}  # fmt: skip
    assert "applications.actions.depositing.deposit" in known and len(known) > 25
    mute = {name for name in known if not records(name, functions, calls, frozenset())}
    assert mute == set(QUIET)
