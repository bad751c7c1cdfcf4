"""Is the portal well? Each part answers for itself; none can make the others fail."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from django.db.models import Min, Q
from django.utils.module_loading import import_string

from inmp_portal.lib import clock, instance, pdf
from inmp_portal.lib.models import Heartbeat
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

MEGABYTE = 1024 * 1024
LEAST_DISK = 200 * MEGABYTE  # below it a deposit could fail
SCARCE_DISK = 2_000 * MEGABYTE
LATE_MAIL = timedelta(minutes=10)
LATE_DOCUMENT = timedelta(minutes=15)
LATE_BEAT = timedelta(seconds=90)  # beat ticks every 15 s, through the broker and a worker
_UNSENT = (MailState.QUEUED, MailState.RETRY, MailState.SENDING)


def health() -> dict[str, Any]:
    """The parts, what troubles them, and `status`: ok, degraded (nobody is refused) or down (deposits would fail)."""
    parts: dict[str, dict[str, Any]] = {"database": _asked(database), "disk": _asked(disk)}
    down = [name for name, part in parts.items() if not part["ok"]]
    others: dict[str, Callable[[], dict[str, Any]]] = {"broker": broker, "pdf": documents}
    if parts["database"]["ok"]:
        others |= {"mail": mail, "documents_due": documents_due, "beat": beat}
    parts |= {name: _asked(part) for name, part in others.items()}
    troubled = [name for name, part in parts.items() if not part["ok"] or part.get("scarce")]
    return {"status": "down" if down else "degraded" if troubled else "ok", "troubles": troubled, **parts}


def database() -> dict[str, Any]:
    """One round trip to PostgreSQL."""
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "ms": round((time.monotonic() - started) * 1000, 1)}


def disk() -> dict[str, Any]:
    """Room left where files are kept."""
    place = Path(settings.FILES_ROOT)
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    return {"ok": free >= LEAST_DISK, "scarce": free < SCARCE_DISK, "free_mb": free // MEGABYTE}


def broker() -> dict[str, Any]:
    """Redis answers within a second; without Redis, the broker's folder can be written."""
    if settings.REDIS_URL:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
        try:
            return {"ok": bool(client.ping()), "kind": "redis"}
        finally:
            client.close()
    folder = str(settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_in", ""))
    return {"ok": os.access(folder, os.W_OK), "kind": "filesystem"}


def documents() -> dict[str, Any]:
    """Can PDFs be made on this machine?"""
    return {"ok": pdf.available()}


def mail() -> dict[str, Any]:
    """How many mails wait, and for how long the oldest of those that should have left."""
    with clock.shifted(instance.clock_offset()):
        now = clock.now()
    due = Mail.objects.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now), state__in=_UNSENT)
    oldest = due.aggregate(at=Min("queued_at"))["at"]
    age = max(now - oldest, timedelta(0)) if oldest else None
    return {
        "ok": age is None or age < LATE_MAIL,
        "unsent": Mail.objects.filter(state__in=_UNSENT).count(),
        "oldest_unsent_seconds": round(age.total_seconds()) if age is not None else None,
    }


def documents_due() -> dict[str, Any]:
    """How many PDFs wait, and for how long the oldest; asked of the app that makes them, by name."""
    with clock.shifted(instance.clock_offset()):
        now = clock.now()
    waiting, oldest = import_string(settings.DOCUMENTS_DUE)(now)
    age = max(now - oldest, timedelta(0)) if oldest else None
    return {
        "ok": age is None or age < LATE_DOCUMENT,
        "waiting": waiting,
        "oldest_seconds": round(age.total_seconds()) if age is not None else None,
    }


def beat() -> dict[str, Any]:
    """When beat, broker and worker were last alive together."""
    age = Heartbeat.objects.age("beat")
    seconds = round(age.total_seconds()) if age is not None else None
    return {"ok": age is not None and age < LATE_BEAT, "last_beat_seconds": seconds}


def _asked(part: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The part's answer; whatever it raises is an answer too, without details for strangers."""
    try:
        return part()
    except Exception as error:
        return {"ok": False, "error": type(error).__name__}
