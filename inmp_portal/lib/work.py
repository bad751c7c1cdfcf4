"""The nudge: tell a worker, by task name, that something lies in the database for it.

Nothing depends on it. The row is the order; a sweeper finds it within seconds when the nudge is lost. So a nudge never
raises, never waits for a broker that does not answer, and leaves only after the commit.
"""

from __future__ import annotations

import logging
import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)

QUIET_AFTER_A_FAILURE = 5.0  # seconds during which a broker that failed is not asked again
_quiet_until = 0.0


def nudge(task_name: str, *args: Any) -> None:
    """Publish the task once the transaction has committed (at once outside of one)."""
    transaction.on_commit(lambda: publish(task_name, *args), robust=True)


def publish(task_name: str, *args: Any) -> bool:
    """Publish now; False when the broker did not take it. Never raises.

    One second at most (the broker's socket timeout), and after a failure nothing at all for some seconds: a frozen
    broker must not cost each request its second.
    """
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        _app().send_task(task_name, args=args, retry=False, expires=settings.NUDGE_EXPIRES, ignore_result=True)
    except Exception as error:
        _quiet_until = time.monotonic() + QUIET_AFTER_A_FAILURE
        log.warning(
            "nudge lost, the sweeper will find the work: %s (%s)", task_name, str(error) or type(error).__name__
        )
        return False
    return True


def _app() -> Any:
    """The Celery application, loaded by name at the first nudge: nobody imports it (and many processes never need it)."""
    module, name = settings.WORK_APP.split(":")
    return getattr(import_module(module), name)
