"""The Python environment: made once, brought up to date when the locked requirements change."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import venv
from pathlib import Path
from subprocess import CalledProcessError

from inmp_portal.boot import disk
from inmp_portal.boot.locks import FileLock
from inmp_portal.boot.messages import INSTALL_FAILED, NO_DISK, NO_NETWORK, VENV_FAILED, Stop, say
from inmp_portal.boot.paths import ROOT, VAR, VENV
from inmp_portal.boot.programs import Outcome, quietly

LOCKS = {"run": "requirements.lock", "options": "requirements-options.lock", "dev": "requirements-dev.lock"}
CONTAINED = {"run": {"run", "options", "dev"}, "options": {"options"}, "dev": {"dev"}}  # the sets that hold each one
INSTALLER_LOCK = "requirements-uv.lock"
_NETWORK_WORDS = ("error sending request", "dns error", "failed to lookup", "name resolution", "connection refused",
                  "connection error", "timed out", "no matching distribution", "network is unreachable",
                  "failed to fetch", "proxyerror", "newconnectionerror")  # fmt: skip


def is_given() -> bool:
    """True when somebody else made the environment: an image (PORTAL_SETUP=no) or a linked .venv."""
    return os.environ.get("PORTAL_SETUP") == "no" or VENV.is_symlink()


def ensure(*, dev: bool = False, options: bool = False) -> None:
    """Make `.venv` if needed and install the locked requirements if their checksum changed."""
    if is_given():
        return
    kind = "dev" if dev else "options" if options else "run"
    if is_current(kind):
        return
    with FileLock(VAR / "setup.lock"):
        if is_current(kind):  # another ./portal did it meanwhile
            return
        disk.require(ROOT, disk.INSTALLATION)
        _make_venv()
        _install(kind)


def is_current(kind: str) -> bool:
    """True when what is installed is what the lock says, or more: the other two sets contain the ordinary one."""
    installed = _stamps()
    return any(installed.get(known) == checksum(known) for known in CONTAINED[kind])


def checksum(kind: str) -> str:
    """What an installation depends on: the lock's text and the interpreter."""
    text = (ROOT / LOCKS[kind]).read_bytes()
    return hashlib.sha256(text + f"{_environment_version()}".encode()).hexdigest()


def _environment_version() -> str:
    configuration = VENV / "pyvenv.cfg"
    if not configuration.exists():
        return ""
    return next((line for line in configuration.read_text().splitlines() if line.startswith("version")), "")


def _stamp_file() -> Path:
    return VENV / "portal-installed.json"


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(_stamp_file().read_text()))
    except (OSError, ValueError):
        return {}


def _make_venv() -> None:
    if (VENV / "bin" / "pip").exists() and quietly([str(VENV / "bin" / "python"), "-c", "import pip"]).ok:
        return
    say("• Création de l’environnement Python (.venv)…")
    try:
        shutil.rmtree(VENV, ignore_errors=True)
        venv.EnvBuilder(symlinks=True, with_pip=True, prompt="portail").create(VENV)
    except (OSError, CalledProcessError) as error:
        shutil.rmtree(VENV, ignore_errors=True)  # half an environment would look whole next time
        raise _stop_for(Outcome(1, str(error)), otherwise=VENV_FAILED) from error


def _install(kind: str) -> None:
    python = str(VENV / "bin" / "python")
    say("• Installation des paquets (une seule fois, puis à chaque changement de version)…")
    _run([python, "-m", "pip", "install", "--quiet", "--retries", "1", "--require-hashes", "-r", INSTALLER_LOCK])
    _run([str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", python, "--require-hashes",
          "--no-deps", "-r", LOCKS[kind]])  # fmt: skip
    _stamp_file().write_text(json.dumps({kind: checksum(kind)}))


def _run(command: list[str]) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    outcome = quietly(command, env=environment)
    if not outcome.ok and "certificate" in outcome.output.lower():
        # The establishment's proxy signs with its own authority, which the machine knows and uv does not.
        outcome = quietly(command, env={**environment, "UV_SYSTEM_CERTS": "1"})
    if not outcome.ok:
        raise _stop_for(outcome, otherwise=INSTALL_FAILED)


def _stop_for(outcome: Outcome, otherwise: object) -> Stop:
    """The message that fits what the installer printed."""
    printed = outcome.output.lower()
    if "no space left" in printed or "disk quota" in printed:
        free = disk.megabytes(shutil.disk_usage(ROOT).free)
        return Stop(NO_DISK, place=ROOT, free=free, needed=disk.megabytes(disk.INSTALLATION))
    text = NO_NETWORK if any(word in printed for word in _NETWORK_WORDS) else otherwise
    return Stop(text, detail=outcome.tail())  # type: ignore[arg-type]


def hand_over(arguments: list[str]) -> None:
    """Go on under the environment's Python when this one is the system's; does not return then."""
    python = VENV / "bin" / "python"
    if is_given() and not python.exists():
        return
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(python, [str(python), "-m", "inmp_portal.boot", *arguments])
