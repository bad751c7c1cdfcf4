"""On the machine's own PostgreSQL and Redis: what the embedded defaults stand in for."""

from __future__ import annotations

import os

import pytest
import redis
from django.db import connection

from inmp_portal.home import queries

pytestmark = [pytest.mark.services, pytest.mark.django_db]


def test_the_database_is_the_machines_and_holds_the_schema() -> None:
    assert connection.settings_dict["HOST"] == "/var/run/postgresql"
    assert {"applications_application", "outbox_mail", "journal_entry"} <= set(connection.introspection.table_names())


def test_redis_answers_the_health_page(settings: object) -> None:
    address = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/9")
    settings.REDIS_URL = address  # type: ignore[attr-defined]
    assert queries.broker() == {"ok": True, "kind": "redis"}
    assert redis.Redis.from_url(address).info("server")["redis_version"]


def test_names_are_ordered_and_found_as_on_the_embedded_server() -> None:
    """French words are stemmed and lowered alike: searches and unique addresses do not depend on the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ÉŒÇ'), to_tsvector('french', 'évaluations médicales')::text")
        assert cursor.fetchone() == ("éœç", "'médical':2 'évalu':1")
