"""A database of its own for each size, filled once and kept: `portal_bench_<size>` on the server of DATABASE_URL."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).parents[1]


def url_of(name: str) -> str:
    """DATABASE_URL with another database's name."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


def environment(size: int) -> dict[str, str]:
    """The environment of a process that works on the database of a size, as a demonstration at an open call."""
    return {
        **os.environ,
        "DATABASE_URL": url_of(f"portal_bench_{size}"),
        "PORTAL_INSTANCE": "demonstration",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
    }


def prepare(size: int, *, fresh: bool) -> None:
    """Create, migrate and fill the database of a size unless it is there; `fresh` makes it again."""
    name = f"portal_bench_{size}"
    with closing(psycopg2.connect(_connectable(url_of("postgres")))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            if fresh:
                cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    for step in (["manage.py", "migrate", "--verbosity=0"], ["manage.py", "createcachetable", "--verbosity=0"], ["-m", "bench.workload", str(size)]):  # fmt: skip
        subprocess.run([sys.executable, *step], cwd=ROOT, env=environment(size), check=True)


def _connectable(url: str) -> str:
    """libpq reads the socket folder of `?host=` as Django does."""
    return url.replace("postgres://", "postgresql://", 1)
