"""From the sign-in page to a fictitious person, and on to the page that was asked."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from inmp_portal.accounts.personas import all_personas

pytestmark = pytest.mark.django_db


def test_trying_a_persona_goes_on_to_the_page_that_asked_to_sign_in(client, call):
    asked = "/dossiers/nouveau/?autre=1"
    login = client.get(reverse("account_login"), {"next": asked}).content.decode()
    address = html.unescape(re.search(r'href="([^"]+)">Essayer avec un compte fictif', login)[1])
    page = client.get(address).content.decode()
    assert page.count(f'name="next" value="{asked}"') == len(all_personas())
    assert client.post(reverse("home:personas"), {"persona": "direction", "next": asked}).url == asked
    other = client.post(reverse("home:personas"), {"persona": "direction", "next": "https://ailleurs.example/"})
    assert other.url == "/espace/"
