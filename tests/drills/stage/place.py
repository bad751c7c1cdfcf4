"""Where a drill takes place: a database, folders and ports of its own, all gone afterwards."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2


@contextmanager
def stage(name: str, *, smtp_port: int, redis_port: int) -> Iterator[Path]:
    """Set the environment, make the database, load the 2025 edition and stand on 2 September 2025; a folder."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing started here outlives the drill
    given = os.environ.get("DATABASE_URL", "postgres://postgres@/portal")
    database = f"drill_{name}_{os.getpid()}"
    _maintain(given, f'CREATE DATABASE "{database}"')
    try:
        with tempfile.TemporaryDirectory(prefix=f"drill-{name}-", ignore_cleanup_errors=True) as folder:
            os.environ |= {
                "DATABASE_URL": urlunsplit(urlsplit(given)._replace(path=f"/{database}")),
                "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
                "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
                "FILES_ROOT": folder,
                "MAIL_LEASE_SECONDS": "10",
                "PORTAL_INSTANCE": "demonstration",
                "DJANGO_SETTINGS_MODULE": "inmp_portal.settings",
                "LOG_LEVEL": "WARNING",
            }
            _prepare()
            yield Path(folder)
    finally:
        _close()
        _maintain(given, f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _prepare() -> None:
    import django

    django.setup()
    from datetime import datetime

    from django.core.management import call_command

    from applications.actions.loading import load_edition
    from applications.content import read_edition
    from inmp_portal.lib.clock import PARIS
    from inmp_portal.lib.instance import move_clock

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    at = datetime(2025, 9, 2, 10, tzinfo=PARIS)
    load_edition(edition=read_edition("inmp-2025"), by=None, at=at)
    move_clock(at)


def _close() -> None:
    from django.db import connections

    connections.close_all()


def _maintain(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def report(**facts: Any) -> int:
    """The last line: one JSON object. The exit status says whether the drill passed and its control failed."""
    print(json.dumps(facts, ensure_ascii=False), flush=True)  # noqa: T201
    return 0 if facts["ok"] else 1
