"""The database of a command: the one of DATABASE_URL, otherwise the embedded server for as long as it is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inmp_portal.boot.database.cluster import Cluster
from inmp_portal.boot.kind import stated
from inmp_portal.boot.paths import CLUSTER


@contextmanager
def database(data: Path = CLUSTER, *, durable: bool = True) -> Iterator[Cluster | None]:
    """Stand on a database: DATABASE_URL is set inside, and with it the kind of instance when the database is ours.

    Yields the embedded cluster, None when it is not ours.
    """
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    cluster = Cluster(data, durable=durable)
    os.environ |= stated()  # before DATABASE_URL is there: on the embedded database, a demonstration unless told
    os.environ["DATABASE_URL"] = cluster.start()
    try:
        yield cluster
    finally:
        del os.environ["DATABASE_URL"]
        cluster.stop()
