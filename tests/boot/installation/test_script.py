"""The shell half: it finds a Python that can carry the portal, or says what is missing in two languages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inmp_portal.boot.paths import ROOT

NEEDED = ("sh", "dirname", "pwd", "env")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The script alone, and a PATH that holds only what a test puts there."""
    shutil.copy(ROOT / "portal", tmp_path)
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def pretend(folder: Path, name: str, *, version: str, venv: bool = True, says: str = "") -> None:
    """A Python of that version; `says` is what it prints when the portal is handed to it."""
    old = tuple(map(int, version.split("."))) < (3, 11)
    script = f"""#!/bin/sh
case "$*" in
  *sys.version_info*">="*) exit {3 if old else 0} ;;
  *ensurepip*) exit {0 if venv else 4} ;;
  *platform*) echo {version} ;;
  *version_info*) echo {".".join(version.split(".")[:2])} ;;
  "-m inmp_portal.boot"*) echo "{says} $*" ;;
esac
"""
    path = folder / "bin" / name
    path.write_text(script)
    path.chmod(0o755)


def portal(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder / "bin"), **variables}
    command = [str(folder / "portal"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20, check=False)


def test_without_python(folder: Path) -> None:
    done = portal(folder, "run")
    assert done.returncode == 1
    assert "Python est introuvable" in done.stderr
    assert "Python was not found" in done.stderr


def test_a_python_too_old_is_named(folder: Path) -> None:
    pretend(folder, "python3", version="3.9.18")
    done = portal(folder, "run")
    assert done.returncode == 1
    assert "Python 3.9.18 est trop ancien" in done.stderr
    assert "Python 3.9.18 is too old" in done.stderr


def test_a_python_without_venv_gets_the_exact_line(folder: Path) -> None:
    pretend(folder, "python3", version="3.12.1", venv=False)
    done = portal(folder, "run")
    assert done.returncode == 1
    assert done.stderr.count("sudo apt-get install python3.12-venv") == 2


def test_a_later_python_is_preferred_to_an_old_one(folder: Path) -> None:
    pretend(folder, "python3", version="3.9.18")
    pretend(folder, "python3.12", version="3.12.1", says="douze")
    done = portal(folder, "manage", "check", "--deploy")
    assert done.returncode == 0
    assert done.stdout.strip() == "douze -m inmp_portal.boot manage check --deploy"


def test_the_environment_of_an_earlier_run_serves(folder: Path) -> None:
    pretend(folder, "python3", version="3.12.1", says="du système")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(folder / "venv-bin")
    (folder / "venv-bin").mkdir()
    pretend(folder, "python", version="3.11.2", says="de l’environnement")
    (folder / "bin" / "python").rename(folder / "venv-bin" / "python")
    assert portal(folder, "run").stdout.startswith("de l’environnement")
    assert portal(folder, "run", PORTAL_PYTHON="python3").stdout.startswith("du système")


def test_a_broken_environment_does_not_stop_it(folder: Path) -> None:
    """The clone was moved, or the system's Python replaced: .venv/bin/python leads nowhere."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    pretend(folder, "python3", version="3.12.1", says="du système")
    assert portal(folder, "run").stdout.startswith("du système")


def test_it_works_from_any_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pretend(folder, "python3", version="3.12.1", says="ici")
    done = subprocess.run([str(folder / "portal"), "run"], cwd=tmp_path_factory.mktemp("ailleurs"), text=True,
                          env={"PATH": str(folder / "bin")}, capture_output=True, timeout=20, check=False)  # fmt: skip
    assert done.stdout.startswith("ici")


def test_the_python_half_starts_on_the_standard_library_alone() -> None:
    """Nothing is installed when it starts: -S -I hide the packages of this environment."""
    program = (
        "import sys; sys.path.insert(0, '.'); from inmp_portal.boot import __main__ as m; sys.exit(m.main(['help']))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], cwd=ROOT, capture_output=True, text=True,
                          timeout=20, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "./portal run" in done.stdout
