"""Installing: only when the lock changed, and a clear word for each way in which it fails."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest

from inmp_portal.boot import disk
from inmp_portal.boot.installation import environment
from inmp_portal.boot.messages import INSTALL_FAILED, Stop
from inmp_portal.boot.programs import Outcome

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with locks and no environment yet; making one and installing are noted, not done."""
    for name in (*environment.LOCKS.values(), environment.INSTALLER_LOCK):
        (tmp_path / name).write_text("django==5.2.19\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VAR", tmp_path / "var")
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.delenv("PORTAL_SETUP", raising=False)
    return tmp_path


@pytest.fixture
def commands(house: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []

    def make() -> None:
        (house / ".venv").mkdir(exist_ok=True)
        (house / ".venv" / "pyvenv.cfg").write_text("version = 3.12.1\n")

    def run(command: list[str], **options: object) -> Outcome:
        ran.append(" ".join(command))
        return Outcome(0, "")

    monkeypatch.setattr(environment, "_make_venv", make)
    monkeypatch.setattr(environment, "quietly", run)
    return ran


def test_it_installs_once_with_hashes(house: Path, commands: list[str]) -> None:
    environment.ensure()
    assert len(commands) == 2
    assert all("--require-hashes" in command for command in commands)
    assert commands[1].endswith("requirements.lock")
    environment.ensure()
    assert len(commands) == 2


def test_a_changed_lock_is_installed_again(house: Path, commands: list[str]) -> None:
    environment.ensure()
    (house / "requirements.lock").write_text("django==5.2.20\n")
    environment.ensure()
    assert len(commands) == 4


def test_another_interpreter_is_installed_again(house: Path, commands: list[str]) -> None:
    environment.ensure()
    (house / ".venv" / "pyvenv.cfg").write_text("version = 3.13.0\n")
    assert not environment.is_current("run")


def test_the_development_set_contains_the_other(house: Path, commands: list[str]) -> None:
    environment.ensure(dev=True)
    assert commands[1].endswith("requirements-dev.lock")
    environment.ensure()
    assert len(commands) == 2
    environment.ensure(dev=True)
    assert len(commands) == 2


def test_a_failed_installation_is_tried_again(
    house: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "quietly", lambda command, **options: Outcome(1, "error: something odd"))
    with pytest.raises(Stop, match="something odd") as stopped:
        environment.ensure()
    assert stopped.value.text is INSTALL_FAILED
    assert not environment.is_current("run")


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("error sending request for url: dns error: failed to lookup address information", "Internet"),
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "HTTPS_PROXY"),
        ("OSError: [Errno 28] No space left on device", "place sur le disque"),
    ],
)
def test_network_and_disk_are_told_apart(
    house: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch, printed: str, words: str
) -> None:
    monkeypatch.setattr(environment, "quietly", lambda command, **options: Outcome(2, printed))
    with pytest.raises(Stop, match=words):
        environment.ensure()


def test_the_machines_own_authorities_are_tried_when_a_certificate_is_refused(
    house: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def refuse(command: list[str], *, env: dict[str, str]) -> Outcome:
        tried.append(env.get("UV_SYSTEM_CERTS", ""))
        return Outcome(0, "") if env.get("UV_SYSTEM_CERTS") else Outcome(2, "invalid peer certificate: UnknownIssuer")

    monkeypatch.setattr(environment, "quietly", refuse)
    environment.ensure()
    assert tried == ["", "1", "", "1"]
    assert environment.is_current("run")


def test_no_room_stops_before_anything_is_made(
    house: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda place: Usage(1, 1, 100 * disk.MEGABYTE))
    with pytest.raises(Stop, match="100 Mo libres"):
        environment.ensure()
    assert not commands


def test_an_environment_of_somebody_else_is_left_alone(
    house: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SETUP", "no")
    environment.ensure()
    monkeypatch.delenv("PORTAL_SETUP")
    (house / "elsewhere").mkdir()
    (house / ".venv").symlink_to(house / "elsewhere")
    environment.ensure()
    assert not commands


def test_an_environment_that_could_not_be_made_leaves_no_half_of_it(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object, folder: Path) -> None:
        folder.mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(environment.venv.EnvBuilder, "create", fail)
    with pytest.raises(Stop, match="place sur le disque"):
        environment.ensure()
    assert not (house / ".venv").exists()
