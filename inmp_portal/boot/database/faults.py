"""Why PostgreSQL did not start, in words; and what a kill -9 left behind."""

from __future__ import annotations

import shutil
from pathlib import Path

from inmp_portal.boot import disk
from inmp_portal.boot.messages import DATABASE_FAILED, DATABASE_LOCKED, NO_DISK, Stop, Text
from inmp_portal.boot.programs import Outcome

_NO_ROOM = ("no space left on device", "disk quota exceeded")
_LOCKED = ("lock file", "is another postmaster", "another server might be running")
_PASSING = ("pre-existing shared memory block", "the database system is starting up")


def last_words(log: Path, printed: str) -> str:
    """What pg_ctl printed and the end of the server's log."""
    try:
        tail = log.read_text(errors="replace").splitlines()[-8:]
    except OSError:
        tail = []
    return "\n".join([*printed.splitlines(), *tail])


def is_passing(printed: str) -> bool:
    """True for what goes away by itself within seconds."""
    return any(words in printed.lower() for words in _PASSING)


def explain(printed: str, data: Path) -> Stop:
    """The message that fits what PostgreSQL printed."""
    words = printed.lower()
    if any(sign in words for sign in _NO_ROOM):
        free = disk.megabytes(shutil.disk_usage(data.parent).free)
        return Stop(NO_DISK, place=data, free=free, needed=disk.megabytes(disk.WORK))
    text: Text = DATABASE_LOCKED if any(sign in words for sign in _LOCKED) else DATABASE_FAILED
    return Stop(text, data=data, detail=Outcome(1, printed).tail())


def forget_stale_pid(data: Path) -> None:
    """Remove a postmaster.pid whose process is gone, or whose number now belongs to another program."""
    import psutil  # installed in the portal's environment, not in the system's Python

    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        pid_file.unlink(missing_ok=True)
        return
    try:
        command = " ".join(psutil.Process(pid).cmdline())
    except psutil.NoSuchProcess:
        command = ""
    except psutil.AccessDenied:
        return
    if str(data) not in command:
        pid_file.unlink(missing_ok=True)
