"""The portal's own source files, as the architecture tests walk them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("inmp_portal", "applications", "events", "reviews")
APPS = ("inmp_portal.lib", "inmp_portal.journal", "inmp_portal.outbox", "inmp_portal.accounts", "inmp_portal.home",
        "applications", "events", "reviews")  # fmt: skip
OWN_LABELS = {name.rsplit(".", 1)[-1] for name in APPS}


def python_files(*folders: str) -> Iterator[Path]:
    """Source files of these top-level folders, migrations left out."""
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def template_files() -> Iterator[Path]:
    yield from sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last one."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
