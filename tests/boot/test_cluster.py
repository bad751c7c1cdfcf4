"""The embedded PostgreSQL, for real: made, shared, stopped by its last user, recovered after a kill -9."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from inmp_portal.boot.database import cluster as module
from inmp_portal.boot.database import faults
from inmp_portal.boot.database.cluster import Cluster
from inmp_portal.boot.messages import DATABASE_FAILED, DATABASE_LOCKED, DATABASE_VERSION, NO_DISK, Stop


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Made once for the module, in a short and traversable place: PostgreSQL runs under its own account for root."""
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        yield place / "pg"
        server = Cluster(place / "pg", durable=False)
        if server.is_running():
            server.start()
            server.stop()


@pytest.fixture
def server(data: Path) -> Iterator[Cluster]:
    cluster = Cluster(data, durable=False)
    yield cluster
    cluster.stop()


def ask(cluster: Cluster, sql: str) -> object:
    connection = psycopg2.connect(host=str(cluster.sockets), user="postgres", dbname="portal")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        answer = cursor.fetchone() if cursor.description else None
    connection.close()
    return answer[0] if answer else None


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while psutil.pid_exists(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not psutil.pid_exists(pid)


def test_it_starts_answers_and_stops(server: Cluster) -> None:
    url = server.start()
    assert url == server.url()
    assert ask(server, "SELECT 1") == 1
    assert server.is_alive()
    pid = postmaster(server)
    server.stop()
    assert gone(pid)
    assert not server.is_alive()


def test_it_lowers_accents_and_stems_french(server: Cluster) -> None:
    server.start()
    assert ask(server, "SELECT lower('ÉŒÇ')") == "éœç"
    assert ask(server, "SELECT to_tsvector('french', 'évaluations médicales')::text") == "'médical':2 'évalu':1"


def test_only_its_socket_is_open(server: Cluster) -> None:
    server.start()
    assert ask(server, "SHOW listen_addresses") == ""
    assert not [c for c in psutil.Process(postmaster(server)).net_connections() if c.family.name.startswith("AF_INET")]


def test_the_last_user_stops_it(server: Cluster, data: Path) -> None:
    server.start()
    other = Cluster(data, durable=False)
    other.start()
    other.stop()
    assert ask(server, "SELECT 1") == 1
    server.stop()
    assert not server.is_running()


def test_data_survive_a_postmaster_killed_by_force(data: Path) -> None:
    """What an instance promises: the quick settings of the tests would lose the row."""
    server = Cluster(data, durable=True)
    server.start()
    ask(server, "CREATE TABLE IF NOT EXISTS kept (n int)")
    ask(server, "INSERT INTO kept VALUES (7)")
    pid = postmaster(server)
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert not server.is_alive()
    server.start()
    assert ask(server, "SELECT max(n) FROM kept") == 7
    server.stop()


def test_a_server_left_by_a_killed_command_is_joined(server: Cluster, data: Path) -> None:
    """The command dies by kill -9: the kernel frees its lock, the server stays, the next command takes it over."""
    child = os.fork()
    if child == 0:
        Cluster(data, durable=False).start()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    pid = postmaster(server)
    assert psutil.pid_exists(pid)
    server.start()
    assert postmaster(server) == pid
    server.stop()
    assert gone(pid)


def test_a_stale_pid_file_whose_number_is_another_programs(server: Cluster) -> None:
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n1\n5432\n\n\n1 1\nready\n")
    server.start()
    assert ask(server, "SELECT 1") == 1


def test_data_of_another_version(server: Cluster) -> None:
    server.start()
    server.stop()
    version = server.data / "PG_VERSION"
    kept = version.read_text()
    version.write_text("16\n")
    try:
        with pytest.raises(Stop, match="PostgreSQL 16") as stopped:
            server.start()
        assert stopped.value.text is DATABASE_VERSION
    finally:
        version.write_text(kept)


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    long = Cluster(tmp_path / ("dossier-" * 12) / "pg")
    assert len(str(long.sockets)) < 60
    assert long.sockets != Cluster(tmp_path / ("dossier-" * 13) / "pg").sockets
    assert "host=%2F" in long.url()


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ('FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster running?', DATABASE_LOCKED),
        ("PANIC:  could not write to file: No space left on device", NO_DISK),
        ("FATAL:  could not create shared memory segment: Cannot allocate memory", DATABASE_FAILED),
    ],
)
def test_each_fault_has_its_message(tmp_path: Path, printed: str, text: object) -> None:
    stop = faults.explain(printed, tmp_path / "pg")
    assert stop.text is text
    if text is not NO_DISK:
        assert "DATABASE_URL=postgres://" in str(stop)


def test_no_room_is_told_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(place: Path, needed: int) -> None:
        raise Stop(NO_DISK, place=place, free="1 Mo", needed="200 Mo")

    monkeypatch.setattr(module.disk, "require", full)
    with pytest.raises(Stop, match="1 Mo"):
        Cluster(tmp_path / "pg").start()
    assert not (tmp_path / "pg").exists()
