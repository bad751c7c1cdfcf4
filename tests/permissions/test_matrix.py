"""Every address of the portal × every role: opens, asks to sign in, or answers as if it did not exist; leaks nothing.

Reading changes nothing either: what a link opens may be opened by a mail scanner.
"""

from __future__ import annotations

import hashlib

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from inmp_portal.lib import pdf
from tests.architecture.code import OWN_LABELS
from tests.permissions import declared, world
from tests.permissions.declared import ABSENT, OPEN, PAGES, REFUSED, ROLES, SIGN_IN, Page

MODELS = [model for model in apps.get_models() if model._meta.app_label in OWN_LABELS]
_TEAM = {"lead", "co_lead", "reader"}  # of the dossiers that the secrets are in
_NOT_CONTENT = {"accounts_user", "lib_heartbeat"}  # last sign-in and heartbeats move without anybody's decision


@pytest.fixture
def here(call, monkeypatch):
    """The world; its papers are not laid out: who may have them is asked here, not how they look."""
    monkeypatch.setattr(pdf, "render", lambda html, **_: b"%PDF-1.7")
    return world.build(call)


def content(role: str = "") -> str:
    """What all the portal's tables hold, in one hash; an exceptional access leaves a trail in the journal."""
    hashed = hashlib.sha256()
    ignored = _NOT_CONTENT | ({"journal_entry"} if role == "glass" else set())
    with connection.cursor() as cursor:
        for table in sorted({model._meta.db_table for model in MODELS} - ignored):
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{table}\" t")
            hashed.update(repr((table, cursor.fetchone())).encode())
    return hashed.hexdigest()


def client_of(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def outcome(response) -> str:
    if response.status_code == 302 and "/compte/connexion/" in response.url:
        return SIGN_IN
    if response.status_code == 401:
        return SIGN_IN  # a script is told that the session is over
    if response.status_code == 404:
        return ABSENT
    if response.status_code in (403, 409):
        return REFUSED
    return OPEN if response.status_code in (200, 302, 400, 422) else f"status {response.status_code}"


def address_of(name: str, here: world.World) -> str:
    route = {name: address for address, name in declared.addresses()}[name]
    wanted = {part.split(">")[0] for part in route.split("<")[1:]}
    return reverse(name, kwargs={key: here.of[PAGES[name].of][key] for key in wanted})


def body_of(response) -> str:
    return response.getvalue().decode(errors="replace")


def test_every_address_is_declared_and_every_declaration_has_its_address():
    assert {name for _, name in declared.addresses()} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_each_role_meets_what_is_declared(name, here):
    page, address = PAGES[name], address_of(name, here)
    before = {role: content(role) for role in ROLES}
    for role, person in here.people.items():
        client, who = client_of(person), f"{role} at {address}"
        with transaction.atomic():
            read(client, who, address, page, before[role], person)
            if page.method == "post" or page.access[role] != OPEN:
                post(client, who, address, page.access[role], before[role])
            transaction.set_rollback(True)


def read(client: Client, who: str, address: str, page: Page, before: str, person) -> None:
    """A link changes nothing, whoever follows it, and tells nothing to those whom it does not open to."""
    response = client.get(address)
    body = body_of(response)
    role = who.split()[0]
    assert content(role) == before, f"{who}: reading changed something"
    if page.method == "post":
        assert response.status_code in (302, 401, 404, 405), f"{who}: GET answers {response.status_code}"
        return
    expected = page.access[role]
    assert outcome(response) == expected, f"{who}: {response.status_code}"
    if expected != OPEN or page.access is declared.EVERYBODY or (page.asks == "oneself" and role not in _TEAM):
        body = body.replace(person.email, "") if person else body  # one’s own address is no secret
        assert not [secret for secret in world.SECRETS if secret in body], who


def post(client: Client, who: str, address: str, expected: str, before: str) -> None:
    """Who may not change it is told so, and nothing changes."""
    response = client.post(address)
    body_of(response)
    assert outcome(response) == expected or response.status_code == 405, f"{who}: POST answers {response.status_code}"
    if expected != OPEN:
        assert content(who.split()[0]) == before, f"{who}: a refused POST changed something"


def test_the_console_opens_to_the_technical_administration_alone(here):
    for role, person in here.people.items():
        status = client_of(person).get("/administration/").status_code
        assert status == (200 if role in ("administrator", "glass") else 302 if person is None else 404), role


def test_no_address_answers_twice():
    routes = [
        address
        for address, name in declared.every_address()
        if name not in declared.ALIASES and not name.startswith(declared.CONSOLE)
    ]
    assert sorted(set(routes)) == sorted(routes)


def test_a_change_would_be_seen(here):
    before = content()
    here.people["lead"].led_applications.update(completeness=1)
    assert content() != before
    assert set(ROLES) == set(here.people)
