"""Where things lie on disk."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VAR = ROOT / "var"
CLUSTER = VAR / "pg"
TEST_CLUSTER = VAR / "pg-test"  # quick and not durable
TRIAL_CLUSTER = VAR / "pg-trial"  # durable: drills and figures
LOGS = VAR / "log"
RUNNING = VAR / "run"
BROKER_FOLDERS = (VAR / "broker", VAR / "broker-control")


def venv_program(name: str) -> str:
    """A program of the portal's environment, or of the one it was given (an image, a linked environment)."""
    return str(python_folder() / name)


def python_folder() -> Path:
    """The folder of the interpreter that runs the portal."""
    import sys

    return VENV / "bin" if (VENV / "bin" / "python").exists() else Path(sys.executable).parent
