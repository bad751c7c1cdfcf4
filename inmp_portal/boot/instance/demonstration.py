"""Moving or rebuilding the demonstration: `python -m inmp_portal.boot.instance.demonstration --at DATE [--reset]`."""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import datetime
from pathlib import Path

from inmp_portal.boot.database.cluster import Cluster
from inmp_portal.boot.instance import preparing
from inmp_portal.boot.messages import FOREIGN_DATABASE, say, warn
from inmp_portal.boot.paths import CLUSTER


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--at", required=True)
    parser.add_argument("--reset", action="store_true")
    options = parser.parse_args(arguments)
    status = preparing.start_django()
    if status:
        return status
    at = in_paris(datetime.fromisoformat(options.at))
    if options.reset and not may_erase():
        warn(FOREIGN_DATABASE.fill())
        return 2
    if options.reset:
        erase()
    preparing.make_folders()
    preparing.migrate()
    preparing.make_cache_table()
    preparing.load_first_data(at)
    preparing.stand_at(at)
    say(f"La démonstration est le {preparing.in_words(at)}. Lancez le portail : ./portal run")
    return 0


def in_paris(at: datetime) -> datetime:
    """Paris time unless the instant says its zone."""
    from inmp_portal.lib import clock

    return at.astimezone(clock.PARIS) if at.tzinfo else at.replace(tzinfo=clock.PARIS)


def may_erase() -> bool:
    """The embedded database is the demonstration's own; another one must be empty or hold the mark of one.

    Production never writes the `Instance` row: a production database reached by mistake is refused.
    """
    from django.db import connection

    from inmp_portal.lib.models import Instance

    if connection.settings_dict["HOST"] == str(Cluster(CLUSTER).sockets):
        return True
    tables = connection.introspection.table_names()
    return not tables or (Instance._meta.db_table in tables and Instance.objects.exists())


def erase() -> None:
    """Drop all tables and files of the demonstration."""
    from django.conf import settings
    from django.db import connection

    say("• Effacement de la démonstration…")
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    if (root := Path(settings.FILES_ROOT)).is_dir():
        shutil.rmtree(root)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
