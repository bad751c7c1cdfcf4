"""Every kind of mail has its subject and its text, and is written where the brief says."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.template.loader import get_template

from inmp_portal.outbox.notices import KINDS
from tests.architecture.code import ROOT


def _load_notices() -> None:
    """Importing them declares their kinds."""
    import applications.notices
    import events.notices

    for package in (applications.notices, events.notices):
        for module in iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")


_load_notices()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_has_a_subject_and_a_text(kind):
    app = KINDS[kind].app
    subject = get_template(f"{app}/mail/{kind}.subject.txt").template.source
    assert subject.strip() and "\n" not in subject.strip()
    assert get_template(f"{app}/mail/{kind}.body.txt").template.source.strip()


def test_no_subject_without_its_text():
    subjects = {path.name.removesuffix(".subject.txt") for path in ROOT.glob("templates/*/mail/*.subject.txt")}
    bodies = {path.name.removesuffix(".body.txt") for path in ROOT.glob("templates/*/mail/*.body.txt")}
    assert subjects == bodies
