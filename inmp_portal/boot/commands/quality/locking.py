"""The locked requirements: are they in step with pyproject.toml, and how they are made again."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from inmp_portal.boot.messages import INSTALL_FAILED, Stop, say
from inmp_portal.boot.paths import ROOT, VENV
from inmp_portal.boot.programs import Outcome, quietly

EXPORTS = {
    "requirements.lock": ["--no-dev"],
    "requirements-options.lock": ["--no-dev", "--all-extras"],
    "requirements-dev.lock": [],
    "requirements-uv.lock": ["--only-group", "uv"],
}


def check(root: Path = ROOT) -> Outcome:
    """Every requirement of pyproject.toml is locked within its bounds, hashed, and the same in every set."""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    run, options, dev, uv = (pins(root / name) for name in EXPORTS)
    wanted = project["project"]["dependencies"]
    added = [requirement for extra in project["project"]["optional-dependencies"].values() for requirement in extra]
    problems = [
        *_missing(wanted, run, "requirements.lock"),
        *_missing([*wanted, *groups["dev"]], dev, "requirements-dev.lock"),
        *_missing([*wanted, *added], options, "requirements-options.lock"),
        *_missing(groups["uv"], uv, "requirements-uv.lock"),
        *(f"{name} {version} : {other.get(name)} dans {lock}"
          for lock, other in (("requirements-options.lock", options), ("requirements-dev.lock", dev))
          for name, version in run.items() if other.get(name) != version),
        *(f"{name} : une ligne sans --hash" for name in EXPORTS if has_unhashed(root / name)),
    ]  # fmt: skip
    problems += ["./portal fix --locks les remet en accord."] if problems else []
    return Outcome(1 if problems else 0, "\n".join(problems))


def pins(lock: Path) -> dict[str, str]:
    """Name and version of each locked package."""
    lines = (line.split(" ")[0].split("==") for line in lock.read_text().splitlines() if line[:1].isalnum())
    return {_canonical(name): version for name, version in lines}


def has_unhashed(lock: Path) -> bool:
    """A package line ends with a continuation, and a hash follows."""
    lines = lock.read_text().splitlines()
    return any(
        line[:1].isalnum() and not (line.endswith("\\") and "--hash=" in following)
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    )


def make(root: Path = ROOT) -> None:
    """Resolve again, to the newest allowed, and write the four files; uv.lock names package hosts and is not kept."""
    uv = str(VENV / "bin" / "uv") if (VENV / "bin" / "uv").exists() else shutil.which("uv") or "uv"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(root / "pyproject.toml", folder)
        for name, options in EXPORTS.items():
            made = quietly(
                [uv, "export", "--no-header", "--no-annotate", "--quiet", "--output-file", name, *options], cwd=folder
            )
            if not made.ok:
                raise Stop(INSTALL_FAILED, detail=made.tail())
            shutil.copy(Path(folder) / name, root / name)
            say(f"• {name}")


def _missing(requirements: list[Any], locked: dict[str, str], lock: str) -> list[str]:
    from packaging.requirements import Requirement  # a development package

    problems = []
    for requirement in map(Requirement, requirements):
        version = locked.get(_canonical(requirement.name))
        if version is None:
            problems.append(f"{requirement.name} manque dans {lock}")
        elif not requirement.specifier.contains(version, prereleases=True):
            problems.append(
                f"{lock} tient {requirement.name} {version}, pyproject.toml demande {requirement.specifier}"
            )
    return problems


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-").split("[")[0]
