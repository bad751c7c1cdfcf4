"""The base of every task, and the tick that proves beat, broker and worker alive."""

from __future__ import annotations

from typing import Any

from celery import Task, shared_task
from django.db import close_old_connections

from inmp_portal.lib import instance
from inmp_portal.lib.models import Heartbeat


class OutOfMemory(Exception):
    """A task asked for more memory than its process may have."""


class PortalTask(Task):
    """Stands at the instance's instant, starts and ends with sound database connections, survives a MemoryError.

    Celery takes a MemoryError for the end of the process and leaves the pool's slot waiting for ever; told as an
    ordinary failure it costs one attempt. A task whose process died comes back three times, some seconds later (Celery
    would wait three minutes, longer than the sweeper).
    """

    abstract = True
    max_retries = 3
    default_retry_delay = 10  # seconds

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        in_worker = not self.request.called_directly and not self.request.is_eager
        if in_worker:
            close_old_connections()
        try:
            with instance.at_its_instant():
                return self.run(*args, **kwargs)
        except MemoryError as error:
            raise OutOfMemory(str(error) or "mémoire épuisée") from None
        finally:
            if in_worker:
                close_old_connections()


@shared_task(name="inmp_portal.lib.tasks.beat_was_here")
def beat_was_here() -> None:
    """Write the heartbeat that the health page reads."""
    Heartbeat.objects.strike("beat")
