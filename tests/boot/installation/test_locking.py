"""The locked requirements are in step with pyproject.toml, and the check sees when they are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inmp_portal.boot.commands.quality import locking
from inmp_portal.boot.paths import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", *locking.EXPORTS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_repositorys_locks_are_in_step() -> None:
    outcome = locking.check()
    assert outcome.ok, outcome.output


def test_a_requirement_that_is_not_locked(copy: Path) -> None:
    replace(copy / "pyproject.toml", '"redis>=', '"unknown-package>=1",\n  "redis>=')
    assert "unknown-package manque dans requirements.lock" in locking.check(copy).output


def test_a_bound_that_moved_past_the_lock(copy: Path) -> None:
    replace(copy / "pyproject.toml", '"django>=5.2.19,<5.3"', '"django>=6,<7"')
    outcome = locking.check(copy)
    assert not outcome.ok
    assert "pyproject.toml demande" in outcome.output


def test_sets_that_differ(copy: Path) -> None:
    version = locking.pins(copy / "requirements-dev.lock")["django"]
    replace(copy / "requirements-dev.lock", f"django=={version}", "django==5.2.99")
    assert "django" in locking.check(copy).output


def test_a_line_without_hash(copy: Path) -> None:
    with (copy / "requirements.lock").open("a") as lock:
        lock.write("surprise==1.0\n")
    assert "sans --hash" in locking.check(copy).output


def test_no_lock_names_a_package_host() -> None:
    for name in locking.EXPORTS:
        assert "://" not in (ROOT / name).read_text()
    assert not (ROOT / "uv.lock").exists()
