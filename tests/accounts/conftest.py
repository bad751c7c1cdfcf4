"""A visitor, her mailbox, and the steps of signing in."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from inmp_portal.lib import caching
from inmp_portal.outbox.models import Mail


class Visitor:
    """A browser and what its owner does with it."""

    def __init__(self, address: str = "192.0.2.10") -> None:
        self.client = Client(REMOTE_ADDR=address)

    def ask(self, email: str, **more: str):
        return self.client.post(reverse("account_login"), {"email": email, **more})

    def say(self, code: str):
        return self.client.post(reverse("account_confirm_login_code"), {"code": code, "action": "verify"})

    def sign_in(self, email: str, **more: str):
        self.ask(email, **more)
        return self.say(code_sent_to(email))

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session


def code_sent_to(email: str) -> str:
    """The code in the latest mail to an address."""
    mail = Mail.objects.filter(kind="compte_code", to=[email.lower()]).latest("pk")
    return re.search(r"^([A-Z]{4}-[A-Z]{4})$", mail.text, re.M).group(1)


@pytest.fixture
def room_in_the_cache(monkeypatch):
    """One write of the cache in five hundred, whoever makes it, looks whether the table is full: not in these tests."""
    monkeypatch.setattr(caching.random, "randrange", lambda most: 1)


@pytest.fixture
def visitor(db) -> Visitor:
    return Visitor()


@pytest.fixture(autouse=True)
def no_limit_left_over(request):
    """Rate limits count in the shared cache; tests in a transaction undo it, the others clear it."""
    yield
    if request.node.get_closest_marker("django_db") and "in_parallel" in request.fixturenames:
        cache.clear()
