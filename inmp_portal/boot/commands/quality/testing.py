"""`./portal test [pytest's arguments]`: the whole suite, or what the arguments name."""

from __future__ import annotations

import os
import shutil

from inmp_portal.boot.database.access import database
from inmp_portal.boot.installation import pango
from inmp_portal.boot.messages import say
from inmp_portal.boot.paths import TEST_CLUSTER
from inmp_portal.boot.programs import in_front, python

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
HINT = "Chromium manque : les tests de navigateur sont passés. Pour l’installer : sudo apt-get install -y chromium"


def main(arguments: list[str]) -> int:
    pango.ensure()
    with database(TEST_CLUSTER, durable=False):
        status = in_front(python("-m", "pytest", *(arguments or whole_suite())))
    if not any(shutil.which(name) for name in CHROMIUM):
        say(f"\n{HINT}")
    return status


def whole_suite() -> list[str]:
    """Everything but what needs the machine's own services; one process a core."""
    cores = os.cpu_count() or 1
    return ["-m", "not services", *(["-n", str(min(cores, 8))] if cores > 1 else [])]
