"""`./portal fix [--templates] [--locks]`: put the code (and the templates) into form, or make the locked requirements again."""

from __future__ import annotations

from inmp_portal.boot.commands.quality import locking
from inmp_portal.boot.messages import say
from inmp_portal.boot.programs import python, quietly

TOOLS = (("ruff", ("check", "--fix", ".")), ("ruff", ("format", ".")))
# On demand only: it gives each tag its line, which moves spaces inside French sentences and doubles the templates.
TEMPLATES = ("djlint", ("templates", "--reformat", "--quiet"))


def main(arguments: list[str]) -> int:
    if "--locks" in arguments:
        locking.make()
        return 0
    for module, options in (*TOOLS, *([TEMPLATES] if "--templates" in arguments else [])):
        outcome = quietly(python("-m", module, *options))
        say(f"{'✓' if outcome.ok else '•'} {module} {options[0]}\n{outcome.tail(30)}".rstrip())
    return 0  # what cannot be put right by itself is told by ./portal check
