"""The preview of a draft: a PDF, or a page that says why there is none."""

from __future__ import annotations

import pytest
from django.db import connections

from applications.views.depositing import turns
from inmp_portal.lib import pdf
from tests.applications.depositing.pages.support import page
from tests.factories.deposits import ready

pytestmark = pytest.mark.django_db


def test_a_draft_is_previewed_as_a_pdf(call, lead, signed_in):
    answer = signed_in.get(page("preview_pdf", ready(call=call, lead=lead).reference))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7") and "no-store" in answer["Cache-Control"]


def test_without_pango_a_page_says_so(call, lead, signed_in, monkeypatch):
    def unavailable(*args, **kwargs):
        raise pdf.PdfUnavailable("libpango")

    monkeypatch.setattr(pdf, "render", unavailable)
    answer = signed_in.get(page("preview_pdf", ready(call=call, lead=lead).reference))
    assert answer.status_code == 503
    assert "n’est pas disponible sur cette machine" in answer.content.decode()


def test_the_third_at_once_is_asked_to_wait(call, lead, signed_in):
    others = [connections["default"].copy() for _ in range(turns._TOGETHER)]
    try:
        for slot, other in enumerate(others):
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [turns._PREVIEW, slot])
        answer = signed_in.get(page("preview_pdf", ready(call=call, lead=lead).reference))
    finally:
        for other in others:
            other.close()
    assert answer.status_code == 503 and answer["Retry-After"] == "10"
    assert "Réessayez dans quelques secondes" in answer.content.decode()


def test_a_turn_is_given_back_after_a_failure(db):
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), turns.turn():
            _ = 1 / 0
    with turns.turn():
        pass
