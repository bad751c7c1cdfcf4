"""Sizes: files, functions, views, templates, folders. A budget is raised with its reason in `budgets.py`."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.architecture import budgets
from tests.architecture.code import PACKAGES, ROOT, body_length, functions, name, python_files, template_files

CODE = sorted(python_files(*PACKAGES))
ALL_CODE = [*CODE, *python_files("tests", "bench")]


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files():
    allowed = {path: lines for path, (lines, _reason) in budgets.LARGER_FILES.items()}
    too_long = {
        name(path): _lines(path) for path in ALL_CODE if _lines(path) > allowed.get(name(path), budgets.FILE_AIM)
    }
    assert not too_long
    assert all(lines <= budgets.FILE_NEVER for lines in allowed.values())


def test_functions():
    lengths = {f"{name(path)}:{f.name}": body_length(f) for path in CODE for f in functions(path)}
    assert not {where: length for where, length in lengths.items() if length > budgets.FUNCTION_NEVER}
    long = {where: length for where, length in lengths.items() if length > budgets.FUNCTION_AIM}
    assert len(long) <= (1 - budgets.SHARE_WITHIN_AIM) * len(lengths), long


def test_views_translate_and_call():
    views = [path for path in CODE if "views" in name(path).split("/")]
    lengths = {f"{name(path)}:{f.name}": body_length(f) for path in views for f in functions(path)}
    assert not {where: length for where, length in lengths.items() if length > budgets.VIEW_BODY_NEVER}
    long = {where: length for where, length in lengths.items() if length > budgets.VIEW_BODY_AIM}
    assert len(long) <= (1 - budgets.SHARE_WITHIN_AIM) * max(len(lengths), 20), long


def test_templates():
    too_long = {}
    for path in template_files():
        partial = path.name.startswith("_") or "components" in path.parts
        limit = budgets.PARTIAL if partial else budgets.TEMPLATE
        limit = budgets.LARGER_TEMPLATES.get(name(path), (limit, ""))[0]
        if _lines(path) > limit:
            too_long[name(path)] = _lines(path)
    assert not too_long


def test_settings():
    assert all(_lines(path) <= budgets.SETTINGS for path in python_files("inmp_portal/settings"))


def test_folders():
    counted = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for top in (*PACKAGES, "templates", "static", "tests", "docs", "bench")
        for path in (ROOT / top).rglob("*")
        if path.is_file() and path.name != "__init__.py" and "__pycache__" not in path.parts
    )
    covered = tuple(folder for folder in budgets.FULLER_FOLDERS if folder.endswith("/"))
    too_full = {
        folder: files
        for folder, files in counted.items()
        if files > budgets.FILES_A_FOLDER
        and folder not in budgets.FULLER_FOLDERS
        and not f"{folder}/".startswith(covered)
    }
    assert not too_full


@pytest.mark.parametrize("table", [budgets.LARGER_FILES, budgets.LARGER_TEMPLATES])
def test_no_budget_outlives_its_reason(table):
    gone = [path for path, (lines, reason) in table.items() if not (ROOT / path).exists() or not reason]
    assert not gone
