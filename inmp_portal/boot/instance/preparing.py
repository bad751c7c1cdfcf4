"""Bringing an instance up to date, in one Django process: `python -m inmp_portal.boot.instance.preparing FACTS_FILE`.

Each step looks first and works only when there is something to do: a second start is quick.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from inmp_portal.boot.instance import collecting, proxy_pages
from inmp_portal.boot.messages import say, warn
from inmp_portal.boot.paths import BROKER_FOLDERS, LOGS


def main(facts_file: Path) -> int:
    """Run the steps, then leave what the welcome page of the terminal says in `facts_file`."""
    status = start_django()
    if status:
        return status
    for step in (make_folders, migrate, make_cache_table, load_first_data, collecting.collect, proxy_pages.write):
        step()
    facts_file.write_text(json.dumps(facts(), ensure_ascii=False))
    return 0


def start_django() -> int:
    """Load the settings; a refused one is told in one line, not as a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inmp_portal.settings")
    import django  # after the environment is known
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        warn(f"Réglage refusé / Setting refused : {wrong}")
        return 2
    return 0


def make_folders() -> None:
    """What processes write into."""
    from django.conf import settings

    for folder in (LOGS, *BROKER_FOLDERS, Path(settings.FILES_ROOT)):
        folder.mkdir(parents=True, exist_ok=True)


def migrate() -> None:
    """Apply the migrations that wait."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        say(f"• Mise à jour du schéma de la base ({len(waiting)} migrations)…")
        call_command("migrate", interactive=False, verbosity=0)


def make_cache_table() -> None:
    """The shared cache of instances without Redis."""
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)


def load_first_data(at: datetime | None = None) -> None:
    """An instance that never ran gets its first data and its clock (`at`, or PORTAL_CLOCK); one that ran keeps both.

    In production the first data are the call of the edition, loaded where there is none: it is the coordination's from
    then on, and no later start touches it.
    """
    from django.conf import settings
    from django.core.management import call_command

    from inmp_portal.lib import clock
    from inmp_portal.lib.models import Instance

    if not settings.TIME_TRAVEL:
        load_missing_call()
        return
    if Instance.objects.exists():
        return
    at = at or settings.PORTAL_CLOCK or clock.now()
    if settings.INSTANCE == "demonstration":
        say("• Construction de la démonstration : l’édition 2025 et ses dossiers…")
        call_command("build_demo", at=at.isoformat(), verbosity=0)
    else:
        call_command("load_edition", verbosity=0)
        call_command("load_cafes", verbosity=0)
    stand_at(at)


def load_missing_call() -> None:
    """The edition's call, unless the database holds one already; two starts at once load it once (its slug is unique)."""
    from django.apps import apps
    from django.core.management import call_command

    if not apps.get_model("applications", "Call").objects.exists():
        say("• Chargement de l’appel de l’édition…")
        call_command("load_edition", verbosity=0)
        call_command("load_cafes", verbosity=0)


def stand_at(at: datetime) -> None:
    """Set the instance's clock; its row also says that the first data are there."""
    from inmp_portal.lib.instance import move_clock

    move_clock(at)


def facts() -> dict[str, Any]:
    """What the terminal says once the portal is served."""
    from django.conf import settings

    from inmp_portal.boot.installation import pango
    from inmp_portal.lib import clock
    from inmp_portal.lib.instance import clock_offset

    with clock.shifted(clock_offset()):
        now = clock.now().astimezone(clock.PARIS)
    return {
        "now": in_words(now) if settings.TIME_TRAVEL else "",
        "accounts": accounts() if settings.PERSONAS else [],
        "pdf": pango.available(),
    }


def in_words(instant: datetime) -> str:
    """« mardi 2 septembre 2025 à 10 h 00 »."""
    from inmp_portal.lib import french

    return french.moment(instant)


def accounts() -> list[dict[str, str]]:
    """The personas of the demonstration, as the page « Essayer le portail en tant que… » lists them."""
    from inmp_portal.accounts.personas import all_personas

    return [{"email": persona.email, "who": persona.title} for persona in all_personas()]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
