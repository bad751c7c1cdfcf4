"""`./portal bench`: the figures, each beside the floor of the same run."""

from __future__ import annotations

from inmp_portal.boot.database.access import database
from inmp_portal.boot.installation import pango
from inmp_portal.boot.paths import TRIAL_CLUSTER
from inmp_portal.boot.programs import in_front, python


def main(arguments: list[str]) -> int:
    pango.ensure()
    with database(TRIAL_CLUSTER):
        return in_front(python("-m", "bench", *arguments))
