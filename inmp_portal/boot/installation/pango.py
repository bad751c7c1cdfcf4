"""Pango, the text engine of the PDFs: the one thing that no Python package brings on Linux."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys

from inmp_portal.boot.locks import FileLock
from inmp_portal.boot.messages import PANGO_MISSING, say, warn
from inmp_portal.boot.paths import VAR
from inmp_portal.boot.programs import quietly

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_LIBRARIES = {
    "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz-subset.dylib"),
}
_BREW_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")


def available() -> bool:
    """True when every library that the PDFs need can be loaded."""
    return all(_loads(name) for name in _LIBRARIES.get(sys.platform, _LIBRARIES["linux"]))


def ensure() -> bool:
    """Install Pango when it is missing and we may; otherwise say the exact line, and that PDFs wait for it."""
    if available():
        return True
    if os.geteuid() == 0 and shutil.which("apt-get") and _install():
        return True
    warn(PANGO_MISSING.fill(command=command()))
    return False


def command() -> str:
    """The exact line that a person types to install Pango on this machine."""
    if sys.platform == "darwin":
        return "brew install pango"
    for manager, line in (
        ("apt-get", f"sudo apt-get install -y {' '.join(PACKAGES)}"),
        ("dnf", "sudo dnf install -y pango harfbuzz"),
        ("apk", "sudo apk add pango harfbuzz-subset"),
        ("pacman", "sudo pacman -S pango harfbuzz"),
    ):
        if shutil.which(manager):
            return line
    return f"sudo apt-get install -y {' '.join(PACKAGES)}"


def _install() -> bool:
    say("• Installation de Pango, pour les PDF (apt-get)…")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
    with FileLock(VAR / "setup.lock"):
        if not quietly(install, env=env, timeout=300).ok:  # an empty package list is the usual reason
            quietly(["apt-get", "update"], env=env, timeout=300)
            quietly(install, env=env, timeout=300)
    return available()


def _loads(name: str) -> bool:
    folders = _BREW_FOLDERS if sys.platform == "darwin" else ("",)
    for folder in folders:
        try:
            ctypes.CDLL(f"{folder}{name}")
        except OSError:
            continue
        return True
    return False
