"""The supervisor: notices deaths, starts again with patience, stops everything, and what a killed one left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from inmp_portal.boot.messages import WEB_DIED, Stop
from inmp_portal.boot.paths import ROOT
from inmp_portal.boot.serving import orphans
from inmp_portal.boot.serving.child import Child
from inmp_portal.boot.serving.supervisor import LONGEST_BACKOFF, STEADY, Supervisor

pytestmark = pytest.mark.usefixtures("var")
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DIE = [sys.executable, "-c", "print('adieu'); raise SystemExit(7)"]


def wait_until(condition: object, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.02)
    return bool(condition())  # type: ignore[operator]


def dead(child: Child) -> bool:
    return wait_until(lambda: not child.is_alive)


def test_a_vital_child_that_dies_stops_the_portal_with_its_last_words() -> None:
    web = Child("web", DIE, vital=True)
    supervisor = Supervisor([web], None)
    supervisor.start()
    assert dead(web)
    with pytest.raises(Stop, match="code 7") as stopped:
        supervisor.look()
    assert stopped.value.text is WEB_DIED
    assert "adieu" in str(stopped.value)
    supervisor.stop()


def test_another_child_is_started_again_ever_more_slowly(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    worker = Child("worker", DIE, vital=False)
    supervisor = Supervisor([worker], None, clock=lambda: now[0])
    supervisor.start()
    worker.started_at = 0.0
    waits = []
    for _ in range(9):
        assert dead(worker)
        supervisor.look()
        assert worker.restart_at is not None
        waits.append(worker.restart_at - now[0])
        now[0] = worker.restart_at - 0.01
        supervisor.look()
        assert not worker.is_alive  # not before its time
        now[0] += 0.02
        supervisor.look()
        worker.started_at = now[0]
    assert waits[:4] == pytest.approx([1, 2, 4, 8])
    assert max(waits) == LONGEST_BACKOFF
    assert dead(worker)
    now[0] += STEADY + 1
    supervisor.look()
    assert worker.restart_at is not None
    assert worker.restart_at - now[0] == pytest.approx(1)  # it had been well: patience starts anew
    assert "«\u00a0worker\u00a0» s’est arrêté (code 7)" in capsys.readouterr().out
    supervisor.stop()


def test_a_postgresql_that_vanished_is_started_again() -> None:
    class Server:
        alive, starts = False, 0

        def is_alive(self) -> bool:
            return self.alive

        def start(self) -> str:
            self.alive, self.starts = True, self.starts + 1
            return ""

    server = Server()
    supervisor = Supervisor([], server)
    supervisor.look()
    supervisor.look()
    assert server.starts == 1


def test_stop_leaves_nobody_even_the_deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inmp_portal.boot.serving.supervisor.STOPPING", 0.5)
    deaf = "import signal, subprocess, sys, time; signal.signal(15, signal.SIG_IGN); print('prêt', flush=True); " \
           "subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)']); time.sleep(60)"  # fmt: skip
    children = [Child("web", SLEEP, vital=True), Child("worker", [sys.executable, "-c", deaf], vital=False)]
    supervisor = Supervisor(children, None)
    supervisor.start()
    worker = children[1].process
    assert worker is not None
    assert wait_until(lambda: len(psutil.Process(worker.pid).children()) == 1)
    family = [psutil.Process(worker.pid), *psutil.Process(worker.pid).children()]
    supervisor.stop()
    assert wait_until(lambda: not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in family))
    assert not any(child.is_alive for child in children)


def test_what_a_killed_supervisor_left_is_stopped_and_nothing_else(var: Path) -> None:
    left = subprocess.Popen(SLEEP, start_new_session=True)
    stranger = subprocess.Popen(SLEEP, start_new_session=True)
    try:
        orphans.remember([left.pid, stranger.pid])
        file = var / "run" / "children.json"
        known = [
            {**row, "born": row["born"] - 3600 * (row["pid"] == stranger.pid)} for row in json.loads(file.read_text())
        ]
        file.write_text(json.dumps(known))  # the stranger's number was another's then; both may be born in one tick
        orphans.forget_orphans()
        left.wait(30)
        assert not psutil.pid_exists(left.pid)
        assert stranger.poll() is None
        assert not file.exists()
    finally:
        stranger.kill()
        stranger.wait()
        left.kill()
        left.wait()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="le noyau de Linux prévient les enfants")
def test_children_leave_with_a_supervisor_killed_by_force(tmp_path: Path) -> None:
    program = textwrap.dedent(f"""
        import sys, time
        from pathlib import Path
        from inmp_portal.boot.serving import child
        child.LOGS = Path({str(tmp_path)!r})
        one = child.Child("web", [sys.executable, "-c", "import time; time.sleep(60)"], vital=True)
        one.start()
        print(one.process.pid, flush=True)
        time.sleep(60)
    """)
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert wait_until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
