"""What a demonstration plays: the fictitious people's deeds, app by app, each at its own instant.

An app registers its performance by dotted path, so that nothing of it is loaded where nothing is played.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Protocol


class Performance(Protocol):
    """A module with `load(at)`, which brings the first data in, and `play(at, since)`, which returns how many deeds it did.

    Both do only what was not done yet. `since` spares looking at what an earlier call has played; None: from the start.
    """

    def load(self, at: datetime) -> None: ...

    def play(self, at: datetime, since: datetime | None) -> int: ...


_paths: dict[str, int] = {}
_played_until: dict[str, datetime] = {}  # in this process


def register(path: str, *, order: int) -> None:
    """Declare a performance; those of a lower order are loaded and played first."""
    _paths[path] = order


def load_all(at: datetime) -> None:
    """Bring in the first data of every app, as they stood at an instant."""
    for _, performance in _all():
        performance.load(at)


def play_all(at: datetime) -> int:
    """Play every app up to an instant, from the start; returns how many deeds were done."""
    return sum(performance.play(at, None) for _, performance in _all())


def go_on(at: datetime) -> int:
    """Play what has come due since the last time in this process; a clock that went back starts over."""
    done = 0
    for path, performance in _all():
        since = _played_until.get(path)
        done += performance.play(at, since if since and since <= at else None)
        _played_until[path] = at
    return done


def _all() -> list[tuple[str, Performance]]:
    ordered = sorted(_paths, key=lambda path: (_paths[path], path))
    return [(path, import_module(path)) for path in ordered]
