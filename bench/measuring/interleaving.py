"""Medians of two things asked in turn."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median


def interleaved(ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Medians of both, asked in turn so that what else the machine does weighs on both alike; warmed by three."""
    for _ in range(3):
        ours(), floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
