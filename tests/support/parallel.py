"""Real threads with their own database connections, for tests of what happens when two come at once."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections


@pytest.fixture
def in_parallel(transactional_db: None) -> Callable[..., list[Any]]:
    """`in_parallel(n, fn)` calls `fn(i)` in n threads released together; a list of results, exceptions among them."""

    def run(n: int, fn: Callable[[int], Any]) -> list[Any]:
        start = threading.Barrier(n)

        def one(i: int, context: contextvars.Context) -> Any:
            start.wait(timeout=30)
            try:
                return context.run(fn, i)
            except Exception as error:
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(n) as pool:
            futures = [pool.submit(one, i, contextvars.copy_context()) for i in range(n)]
            return [future.result(timeout=120) for future in futures]

    return run
