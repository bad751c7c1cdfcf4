"""`./portal drills NAME`: one fault drill, with its negative control; its last line is one JSON object."""

from __future__ import annotations

from inmp_portal.boot.database.access import database
from inmp_portal.boot.installation import pango
from inmp_portal.boot.messages import UNKNOWN_DRILL, Stop, say
from inmp_portal.boot.paths import ROOT, TRIAL_CLUSTER
from inmp_portal.boot.programs import in_front, python


def main(arguments: list[str]) -> int:
    if not arguments:
        say("Exercices de panne :\n" + "\n".join(f"  ./portal drills {name}" for name in names()))
        return 0
    name, *rest = arguments
    if name not in names():
        raise Stop(UNKNOWN_DRILL, code=2, name=name, known=", ".join(names()) or "–")
    pango.ensure()
    with database(TRIAL_CLUSTER):
        return in_front(python("-m", f"tests.drills.{name}", *rest))


def names() -> list[str]:
    """A drill is a module of tests/drills with a `main()`."""
    return sorted(
        path.stem for path in (ROOT / "tests" / "drills").glob("[a-z]*.py") if "def main(" in path.read_text()
    )
