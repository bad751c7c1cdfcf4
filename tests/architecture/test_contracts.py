"""Who may know whom: import-linter's contracts, ruff's bans, and what the web process never loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.code import PACKAGES, ROOT

HEAVY = ("weasyprint", "scipy", "sklearn", "numpy", "pandas", "pikepdf", "xlsxwriter", "holidays")
_LOAD = f"""
import sys
from inmp_portal.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns and get_resolver().reverse_dict
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_contracts_hold():
    linted = _run(str(Path(sys.executable).parent / "lint-imports"))
    assert linted.returncode == 0, linted.stdout[-3000:]


def test_the_contracts_see_every_package():
    assert all((ROOT / package / "__init__.py").exists() for package in PACKAGES)


def test_ruff_finds_nothing_in_complexity_relative_imports_and_bans():
    linted = _run(sys.executable, "-m", "ruff", "check", "--select", "C90,TID", *PACKAGES)
    assert linted.returncode == 0, linted.stdout[-3000:]


def test_the_web_process_loads_nothing_heavy():
    loaded = _run(sys.executable, "-W", "ignore", "-c", _LOAD)
    assert loaded.returncode == 0, loaded.stderr[-3000:]
    assert loaded.stdout.split() == []


@pytest.mark.parametrize("name", HEAVY[:1])
def test_the_check_would_see_a_heavy_import(name):
    loaded = _run(sys.executable, "-W", "ignore", "-c", f"import sys; sys.modules[{name!r}] = sys\n{_LOAD}")
    assert name in loaded.stdout
