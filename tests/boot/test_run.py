"""`./portal run` as a person runs it: from nothing to a page, stopped, resumed, killed and recovered."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from inmp_portal.boot.paths import ROOT

SOURCES = ("portal", "manage.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "requirements-uv.lock",
           "inmp_portal", "applications", "events", "reviews", "templates", "static")  # fmt: skip
READY = "Le portail est prêt"


class Portal:
    """A copy of the sources with this environment's packages, and its process."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process: subprocess.Popen[str] | None = None
        self.said = folder / "said.txt"

    def start(self) -> None:
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [str(self.folder / "portal"), "run"], stdout=said, stderr=said, text=True, stdin=subprocess.DEVNULL,
                env=self.environment(), start_new_session=True,
            )  # fmt: skip

    def environment(self) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PATH", "LC_ALL", "TMPDIR", "HOME") if key in os.environ}
        return {**kept, "PORT": str(self.port), "PORTAL_SETUP": "no"}

    def ready(self, seconds: float = 180) -> str:
        assert self.process is not None
        deadline = time.monotonic() + seconds
        while READY not in self.said.read_text() and time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.2)
        said = self.said.read_text()
        assert READY in said, said
        return said

    def end(self, number: int) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(60)

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, body

    def members(self) -> list[psutil.Process]:
        """Every process that works in or for this folder."""
        mark = str(self.folder)
        found = []
        for process in psutil.process_iter():
            try:
                inside = process.cwd() == mark or mark in " ".join(process.cmdline())
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            if inside and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        return found

    def manage(self, *arguments: str) -> str:
        command = [str(self.folder / "portal"), "manage", *arguments]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def portal() -> Iterator[Portal]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="portal-run-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for source in SOURCES:
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, folder / source)
        (folder / ".venv").symlink_to(Path(sys.prefix))
        one = Portal(folder, port)
        yield one
        for process in one.members():
            process.kill()


@pytest.mark.timeout(400)
def test_run_stop_resume_and_recover(portal: Portal) -> None:
    portal.start()
    said = portal.ready()
    assert f"http://localhost:{portal.port}/" in said
    assert "mardi 2 septembre 2025" in said
    assert "solene.varengeville@inmp.example" in said
    assert portal.get("/")[0] == 200
    status, health = portal.get("/sante")
    assert status == 200
    assert json.loads(health)["database"]["ok"]

    # A second one, in the same folder, is told and changes nothing.
    second = subprocess.run([str(portal.folder / "portal"), "run"], env=portal.environment(),
                            capture_output=True, text=True, timeout=60, check=False)  # fmt: skip
    assert second.returncode == 1
    assert "tourne déjà" in second.stderr and "already runs" in second.stderr

    # TERM stops everything, PostgreSQL included.
    assert portal.end(signal.SIGTERM) == 0
    assert not portal.members()

    # The data and the clock are there again.
    keep = "from inmp_portal.accounts.models import User; "
    portal.manage("shell", "-c", f"{keep}User.objects.create(email='gardee@exemple.fr')")
    assert not portal.members()
    portal.start()
    assert "Construction de la démonstration" not in portal.ready()

    # Killed by force: the next start stops what is left, and finds the data.
    assert portal.end(signal.SIGKILL) == -signal.SIGKILL
    portal.start()
    portal.ready()
    assert portal.get("/")[0] == 200
    assert "True" in portal.manage(
        "shell", "-c", f"{keep}print(User.objects.filter(email='gardee@exemple.fr').exists())"
    )
    assert portal.end(signal.SIGINT) == 0
    assert not portal.members()
