"""What the drills of the deposit stand on: a database of their own, thousands of ready dossiers, processes that press."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

PROCESSES = 6


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Create `<DATABASE_URL>_<name>`, migrate it, and drop it at the end. To be entered before anything of Django."""
    address = urlsplit(os.environ["DATABASE_URL"])
    home = address.path.lstrip("/")
    own = f"{home}_drill_{name}"
    _administer(os.environ["DATABASE_URL"], f'DROP DATABASE IF EXISTS "{own}"', f'CREATE DATABASE "{own}"')
    os.environ["DATABASE_URL"] = urlunsplit(address._replace(path=f"/{own}"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    try:
        yield
    finally:
        from django.db import connections

        connections.close_all()
        _administer(urlunsplit(address), f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def _administer(address: str, *statements: str) -> None:
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def ready_dossiers(count: int) -> list[int]:
    """That many complete drafts, each with its own lead and its CV; returns their keys."""
    from applications.actions.loading import load_edition
    from applications.content import read_edition
    from applications.models import Application, Attachment
    from inmp_portal.accounts.models import Institution, User
    from inmp_portal.lib import clock
    from tests.factories.deposits import complete_answers

    at = clock.now()
    call = load_edition(edition=read_edition("inmp-2025"), by=None, at=at)
    institution = Institution.objects.order_by("id").first()
    User.objects.bulk_create(User(email=f"lead{n}@exemple.fr", institution=institution) for n in range(count))
    leads = list(User.objects.order_by("id"))
    answers = complete_answers(3)
    Application.objects.bulk_create(
        (
            Application(
                reference=f"D{n:07d}", call=call, lead=leads[n], answers={**answers, "acronyme": f"D{n}"},
                title="Exercice", title_folded="exercice", lead_name="x", lead_name_folded="x", created_at=at,
                updated_at=at,
            )
            for n in range(count)
        ),
        batch_size=500,
    )  # fmt: skip
    applications = list(Application.objects.order_by("id").values_list("id", "lead_id"))
    Attachment.objects.bulk_create(
        Attachment(
            application_id=key, field=field, name="piece.pdf", content_type="application/pdf", sha256="0" * 64,
            size=1, added_at=at, added_by_id=lead,
        )
        for key, lead in applications
        for field in ("cv_porteur", "devis")
    )  # fmt: skip
    return [key for key, _lead in applications]


def in_processes(work: Callable[..., Any], jobs: Sequence[tuple[Any, ...]], *, processes: int = PROCESSES) -> list[Any]:
    """`work(*job)` for each job, shared between processes with their own connections; results in order."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        return list(pool.map(work, *zip(*jobs, strict=True)))


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which that share of the others lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def report(**figures: Any) -> None:
    """The one JSON line; a drill that is not ok ends with status 1."""
    print(json.dumps(figures))  # noqa: T201
    sys.exit(0 if figures["ok"] else 1)
