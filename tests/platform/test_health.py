"""/sante: what it says when all is well, and when something is not."""

from __future__ import annotations

import json
import socket
import time
from collections import namedtuple
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from applications.models import Document
from applications.states import State
from inmp_portal.home import queries
from inmp_portal.lib import clock
from inmp_portal.lib.models import Heartbeat
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


def ask() -> tuple[int, dict[str, Any]]:
    response = Client(headers={"host": "10.1.2.3"}).get("/sante")
    assert response["Content-Type"] == "application/json"
    return response.status_code, response.json()


@pytest.fixture(autouse=True)
def well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with room and Pango, whose beat ticked just now."""
    monkeypatch.setattr(queries.pdf, "available", lambda: True)
    monkeypatch.setattr(queries, "broker", lambda: {"ok": True, "kind": "filesystem"})
    monkeypatch.setattr(queries.shutil, "disk_usage", lambda place: Usage(100 * 2**30, 0, 50 * 2**30))
    Heartbeat.objects.strike("beat")


def queued(**fields: Any) -> Mail:
    facts = {"kind": "k", "to": ["a@exemple.fr"], "subject": "s", "text": "t", "html": "", "dedup_key": "d",
             "message_id": "<m@exemple.fr>", "queued_at": clock.now()}  # fmt: skip
    return Mail.objects.create(**facts | fields)


def test_all_is_well() -> None:
    status, health = ask()
    assert (status, health["status"], health["troubles"]) == (200, "ok", [])
    assert health["beat"]["last_beat_seconds"] < 5
    assert health["mail"] == {"ok": True, "unsent": 0, "oldest_unsent_seconds": None}


def test_the_oldest_unsent_mail_is_told_and_a_late_one_troubles() -> None:
    queued(queued_at=clock.now() - timedelta(minutes=2))
    status, health = ask()
    assert (status, health["mail"]["oldest_unsent_seconds"], health["status"]) == (200, 120, "ok")
    Mail.objects.update(queued_at=clock.now() - timedelta(minutes=20))
    status, health = ask()
    assert (status, health["status"], health["troubles"]) == (200, "degraded", ["mail"])


def test_sent_mails_and_later_retries_are_not_late() -> None:
    long_ago = clock.now() - timedelta(days=1)
    queued(queued_at=long_ago, state=MailState.SENT, sent_at=long_ago)
    queued(queued_at=long_ago, state=MailState.RETRY, retry_at=clock.now() + timedelta(hours=1), dedup_key="e",
           message_id="<n@exemple.fr>")  # fmt: skip
    assert ask()[1]["mail"] == {"ok": True, "unsent": 1, "oldest_unsent_seconds": None}


def test_a_pdf_that_waits_for_long_troubles(application_in: Any) -> None:
    application_in(State.DEPOSITED)
    status, health = ask()
    assert (status, health["status"], health["documents_due"]["waiting"]) == (200, "ok", 3)
    Document.objects.update(queued_at=clock.now() - timedelta(minutes=20))
    status, health = ask()
    assert (status, health["troubles"], health["documents_due"]["oldest_seconds"]) == (200, ["documents_due"], 1200)


def test_redis_that_is_frozen_is_told_within_seconds(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody listens and says nothing, as a stopped process does; the password of the address stays unsaid."""
    monkeypatch.undo()
    with closing(socket.create_server(("127.0.0.1", 0))) as frozen:
        settings.REDIS_URL = f"redis://:motdepasse@127.0.0.1:{frozen.getsockname()[1]}/0"
        started = time.monotonic()
        status, health = ask()
    assert time.monotonic() - started < 4
    assert status == 200 and "broker" in health["troubles"]
    assert "motdepasse" not in json.dumps(health)


@pytest.mark.parametrize("age", [None, timedelta(minutes=5)])
def test_a_beat_that_stopped_or_never_was_troubles(age: timedelta | None) -> None:
    if age is None:
        Heartbeat.objects.all().delete()
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE lib_heartbeat SET at = at - %s", [age])
    status, health = ask()
    assert (status, health["status"], health["troubles"]) == (200, "degraded", ["beat"])


def test_without_pango_it_is_degraded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.pdf, "available", lambda: False)
    assert ask()[1]["troubles"] == ["pdf"]


def test_a_full_disk_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.shutil, "disk_usage", lambda place: Usage(1, 1, 10 * 2**20))
    status, health = ask()
    assert (status, health["status"]) == (503, "down")
    assert health["disk"]["free_mb"] == 10


def test_a_database_that_does_not_answer_is_down_and_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> dict[str, Any]:
        raise OperationalError("password authentication failed for user portal")

    monkeypatch.setattr(queries, "database", refuse)
    status, health = ask()
    assert (status, health["status"]) == (503, "down")
    assert health["database"] == {"ok": False, "error": "OperationalError"}
    assert "mail" not in health


def test_redis_that_does_not_answer_degrades_within_two_seconds(
    monkeypatch: pytest.MonkeyPatch, settings: Any, unused_port: int
) -> None:
    monkeypatch.undo()
    settings.REDIS_URL = f"redis://127.0.0.1:{unused_port}/0"
    health = queries.health()
    assert "broker" in health["troubles"]
    assert health["status"] == "degraded"


def test_only_reading_is_allowed() -> None:
    assert Client().post("/sante").status_code == 405
