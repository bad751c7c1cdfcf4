"""How such a child is started, and what it does to itself before it reads anything."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import Any

_BASE = Path(__file__).resolve().parents[3]
_MB = 1024 * 1024
_STATUS = Path("/proc/self/status")
_START = "import sys; sys.path.append(sys.argv.pop(1)); from {module} import main; main()"


def command(module: str, *arguments: object) -> list[str]:
    """The command line of `module.main()`. -I: no variable, user site or current directory changes what it imports."""
    return [sys.executable, "-I", "-c", _START.format(module=module), str(_BASE), *map(str, arguments)]


def environment(folder: Path | str = "/nonexistent") -> dict[str, str]:
    """All that the child inherits: nothing that could be told."""
    return {"LANG": "C.UTF-8", "HOME": str(folder), "PATH": os.defpath}


def limit(*, memory_mb: int, file_mb: int = 8, cpu_seconds: int | None = None) -> None:
    """Bound this process for good: address space, file size, open files, no core dump, processor time."""
    _bound(resource.RLIMIT_AS, memory_mb * _MB)
    _bound(resource.RLIMIT_FSIZE, file_mb * _MB)
    _bound(resource.RLIMIT_NOFILE, 64)
    _bound(resource.RLIMIT_CORE, 0)
    if cpu_seconds is not None:
        limit_cpu(cpu_seconds)


def limit_cpu(seconds: int) -> None:
    """Bound the processor time from now on (the system counts from the birth of the process)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


def peak_mb() -> int:
    """The most memory this program ever held, in MB.

    Not `ru_maxrss` on Linux: it goes on counting from the process that started this one.
    """
    if _STATUS.exists():
        return _status_mb("VmHWM")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (_MB if sys.platform == "darwin" else 1024)


def resident_mb() -> int:
    """The memory that this program holds now, in MB; its peak where the system does not tell."""
    return _status_mb("VmRSS") if _STATUS.exists() else peak_mb()


def _status_mb(name: str) -> int:
    [line] = [line for line in _STATUS.read_text().splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1]) // 1024


def _bound(what: int, value: int) -> None:
    _soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


class Guard:
    """Once `sealed`, Python code here opens no file but the interpreter's own, no socket, no process."""

    events = frozenset({
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
        "subprocess.Popen", "os.exec", "os.fork", "os.posix_spawn", "os.system",
    })  # fmt: skip

    def __init__(self, *folders: Path) -> None:
        self.sealed = False
        self.refused: list[str] = []
        roots = (*folders, Path(sys.prefix), Path(sys.base_prefix), _BASE / "inmp_portal" / "lib")
        self.roots = tuple({os.path.realpath(root) + os.sep for root in roots})
        self.status = os.path.realpath(_STATUS)
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The interpreter asks this before each such event; it cannot be taken away again."""
        if not self.sealed:
            return
        if event in self.events or (event == "open" and self.is_foreign(arguments[0])):
            self.refused.append(f"{event} {arguments[0]!r}"[:200])
            raise PermissionError(event)

    def is_foreign(self, path: Any) -> bool:
        """Is this path outside what the child may read? (A number is a file already open.)"""
        if not isinstance(path, str | bytes):
            return False
        real = os.path.realpath(os.fsdecode(path))
        return not real.startswith(self.roots) and real != self.status
