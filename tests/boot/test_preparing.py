"""Preparing an instance in production: the call where there is none, and the pages that the proxy shows by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from applications.models import Axis, Call, Question
from inmp_portal.boot.instance import preparing, proxy_pages
from inmp_portal.lib.models import Instance


@pytest.fixture
def production(settings: Any) -> None:
    settings.TIME_TRAVEL, settings.PERSONAS, settings.INSTANCE = False, False, "production"


@pytest.mark.django_db
def test_the_first_start_loads_the_call_and_no_fictitious_dossier(production: None) -> None:
    preparing.load_first_data()
    call = Call.objects.get()
    assert Axis.objects.filter(call=call).count() == 4
    assert not call.applications.exists()
    assert not Instance.objects.exists()  # the mark of a demonstration, which may be erased


@pytest.mark.django_db
def test_no_later_start_touches_what_the_coordination_made_of_it(production: None) -> None:
    preparing.load_first_data()
    Call.objects.update(title="Titre corrigé", slug="inmp-2026")
    Question.objects.filter(position=1).delete()
    kept = list(Question.objects.order_by("id").values())
    preparing.load_first_data()
    assert Call.objects.get().title == "Titre corrigé"
    assert list(Question.objects.order_by("id").values()) == kept


def test_the_proxy_s_pages_lean_on_nothing_but_static_files(tmp_path: Path, settings: Any) -> None:
    settings.PAGES_ROOT = tmp_path / "pages"
    proxy_pages.write()
    proxy_pages.write()
    assert sorted(page.name for page in settings.PAGES_ROOT.iterdir()) == ["413.html", "414.html", "502.html"]
    page = (settings.PAGES_ROOT / "502.html").read_text(encoding="utf-8")
    assert "Le portail ne répond pas" in page and f"mailto:{settings.CONTACT_EMAIL}" in page
    assert "Référence" not in page  # nobody gave it a number
