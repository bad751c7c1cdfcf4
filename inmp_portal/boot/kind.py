"""Which kind of instance a command works on. The settings assume production: a command says what its own is."""

from __future__ import annotations

import os

VARIABLE = "PORTAL_INSTANCE"
DEMONSTRATION = "demonstration"


def kind() -> str:
    """What PORTAL_INSTANCE says, else « demonstration » on the embedded database, which is the command's own.

    Empty when DATABASE_URL leads to somebody's database and nobody said what it is: nothing is assumed of it.
    """
    said = os.environ.get(VARIABLE, "").strip()
    return said or ("" if os.environ.get("DATABASE_URL") else DEMONSTRATION)


def stated() -> dict[str, str]:
    """The kind as a variable, for the processes of the command; none when it is not known."""
    return {VARIABLE: found} if (found := kind()) else {}
