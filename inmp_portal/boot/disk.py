"""Is there room on the disk?"""

from __future__ import annotations

import shutil
from pathlib import Path

from inmp_portal.boot.messages import NO_DISK, Stop

MEGABYTE = 1024 * 1024
INSTALLATION = 900 * MEGABYTE  # the environment, its downloads and an empty database
WORK = 200 * MEGABYTE  # an instance that is already installed


def require(place: Path, needed: int) -> None:
    """Stop with a clear message when `place` has less than `needed` bytes left."""
    free = shutil.disk_usage(place).free
    if free < needed:
        raise Stop(NO_DISK, place=place, free=megabytes(free), needed=megabytes(needed))


def megabytes(size: int) -> str:
    return f"{size // MEGABYTE} Mo"
