"""The page that opens a draft."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from applications.models import Application
from tests.applications.drafting.conftest import CREATION
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_starting_shows_one_s_drafts_first_and_opens_one_draft_for_two_clicks(client, call, lead):
    start = reverse("applications:application_start")
    html = client.get(start).content.decode()
    assert 'value="Morvan"' in html and 'value="helene.morvan@exemple.fr"' in html
    token = re.search(r'name="jeton" value="([^"]+)"', html)[1]
    first = client.post(start, {**CREATION, "jeton": token})
    second = client.post(start, {**CREATION, "jeton": token})
    assert first.status_code == 302 and first.url == second.url
    assert Application.objects.count() == 1
    again = client.get(start).content.decode()
    assert CREATION["titre"] in again and "Commencer un autre dossier" in again and "jeton" not in again


def test_starting_tells_what_is_missing_and_keeps_what_was_typed(client, call):
    answer = client.post(reverse("applications:application_start"), {"titre": "Un titre", "courriel": "faux"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert (
        'value="Un titre"' in html and 'href="#champ-axe_principal"' in html and "adresse électronique complète" in html
    )


def test_a_token_of_somebody_else_opens_a_draft_of_its_own(client, call, as_user, lead):
    start = reverse("applications:application_start")
    token = re.search(r'name="jeton" value="([^"]+)"', client.get(start).content.decode())[1]
    client.post(start, {**CREATION, "jeton": token})
    other = as_user(UserFactory.create())
    assert other.post(start, {**CREATION, "jeton": token}).status_code == 302
    assert Application.objects.count() == 2
