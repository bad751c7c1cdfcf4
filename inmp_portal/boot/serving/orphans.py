"""What a supervisor killed by force left running: known by number and birth, stopped at the next start."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from inmp_portal.boot.messages import say
from inmp_portal.boot.paths import RUNNING

STOPPING = 15.0


def remember(pids: Iterable[int]) -> None:
    """Keep who was started, for the next start after a kill -9."""
    import psutil  # installed in the portal's environment, not in the system's Python

    known = []
    for pid in pids:
        with suppress(psutil.NoSuchProcess):
            known.append({"pid": pid, "born": psutil.Process(pid).create_time()})
    RUNNING.mkdir(parents=True, exist_ok=True)
    _pids_file().write_text(json.dumps(known))


def forget() -> None:
    _pids_file().unlink(missing_ok=True)


def forget_orphans() -> None:
    """Stop what a killed supervisor left: only processes that it started itself."""
    import psutil  # installed in the portal's environment, not in the system's Python

    families = [family for orphan in _remembered() if (family := _family(orphan))]
    if families:
        say("• Arrêt de ce qui restait de l’exécution précédente…")
    for member in (members := [member for family in families for member in family]):
        with suppress(psutil.NoSuchProcess):
            member.terminate()
    _, stubborn = psutil.wait_procs(members, timeout=STOPPING)
    for member in stubborn:
        with suppress(psutil.NoSuchProcess):
            member.kill()
    forget()


def _family(orphan: dict[str, Any]) -> list[Any]:
    """The process and its descendants; nothing when its number now belongs to another one."""
    import psutil  # installed in the portal's environment, not in the system's Python

    try:
        process = psutil.Process(orphan["pid"])
        if abs(process.create_time() - orphan["born"]) > 0.01:
            return []
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _remembered() -> list[dict[str, Any]]:
    try:
        return list(json.loads(_pids_file().read_text()))
    except (OSError, ValueError):
        return []


def _pids_file() -> Path:
    return RUNNING / "children.json"
