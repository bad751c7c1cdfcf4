"""« Mes cafés » on the personal page: one's own, nobody else's, with the hour."""

from __future__ import annotations

import pytest

from events.panels import MyCafes

pytestmark = pytest.mark.django_db


def test_ones_own_registrations_with_their_hour(sign_up, lead, coordinator, at):
    sign_up("autre@exemple.fr")
    assert MyCafes().for_user(lead, at) is None
    assert MyCafes().for_user(coordinator, at) is None
    sign_up(by=lead)
    shown = MyCafes().for_user(lead, at)
    assert shown and [(item.state, item.detail) for item in shown.items] == [
        ("Inscription confirmée", "Mardi 27 mai 2025 à 8\u00a0h.")
    ]


def test_it_is_on_the_page(sign_up, lead, as_user):
    sign_up(by=lead)
    assert "Mes cafés" in as_user(lead).get("/espace/").content.decode()


def test_the_same_queries_whatever_the_number(sign_up, cafe, entry, lead, at, django_assert_num_queries):
    assert not lead.roles  # read once a person
    for n in range(3):
        sign_up(f"n{n}@exemple.fr", by=lead)
        with django_assert_num_queries(1):
            assert len(MyCafes().for_user(lead, at).items) == n + 1
