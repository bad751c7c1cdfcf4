"""Reads that lead to the call leave its form where it is, by one method and never by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from events.models import Cafe, CafeQuestion, Desk, Registration

EVENTS = Path(settings.BASE_DIR) / "events"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Cafe, CafeQuestion, Desk, Registration])
def test_the_form_is_not_fetched(model, appointment):
    appointment("un@exemple.fr")
    found = model.objects.with_call().order_by("pk").first()
    call = found.call if model is Cafe else found.cafe.call
    assert call.get_deferred_fields() == {"form"}


def test_nobody_defers_it_by_hand():
    by_hand = {path.name for path in EVENTS.rglob("*.py") if "call__form" in path.read_text(encoding="utf-8")}
    assert not by_hand
