"""Rate limits: shared between processes, by address and by network, said in French."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.module_loading import import_string

from inmp_portal.outbox.models import Mail
from tests.accounts.conftest import Visitor
from tests.support.queries import statements


def test_limits_are_counted_in_the_database_and_not_in_a_process(db):
    assert issubclass(import_string(settings.CACHES["default"]["BACKEND"]), DatabaseCache)
    cache.set("essai", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_cache WHERE cache_key LIKE %s", ["%essai%"])
        assert cursor.fetchone() == (1,)
    assert caches["default"]._max_entries >= 100_000


def test_one_address_is_not_flooded_from_many_networks(db):
    answers = [Visitor(f"192.0.2.{i}").ask("visee@exemple.fr").status_code for i in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert Mail.objects.filter(to=["visee@exemple.fr"]).count() == 5


def test_the_limit_is_the_same_for_an_unknown_address_and_says_what_to_do(visitor, lead):
    pages = []
    for address in (lead.email, "absente@exemple.fr"):
        for _ in range(6):
            answer = Visitor().ask(address)
        token = str(answer.context["csrf_token"])
        pages.append(answer.content.decode().replace(address, "…").replace(token, "…"))
        assert answer.status_code == 429
    assert pages[0] == pages[1]
    assert "Attendez quelques minutes" in pages[0]


def test_another_code_counts_too(visitor, lead):
    visitor.ask(lead.email)
    answers = [visitor.client.post(reverse("account_confirm_login_code"), {"action": "resend"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 4 + [429]


def test_one_network_is_limited_and_the_next_is_not(db, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "ask_code": "3/m/ip,5/10m/key"}
    answers = [Visitor().ask(f"p{i}@exemple.fr").status_code for i in range(4)]
    assert answers == [302, 302, 302, 429]
    assert Visitor("198.51.100.4").ask("p9@exemple.fr").status_code == 302


def test_the_pages_of_allauth_say_it_in_french_too(db):
    visitor = Visitor()
    answers = [visitor.client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "Trop de demandes en peu de temps" in answers[-1].content.decode()


@pytest.mark.parametrize(("proxies", "counted"), [(0, "192.0.2.10"), (1, "203.0.113.7")])
def test_behind_a_proxy_the_network_is_that_of_the_person(db, settings, rf, proxies, counted):
    from allauth.account.adapter import get_adapter

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.10", HTTP_X_FORWARDED_FOR="198.51.100.66, 203.0.113.7")
    assert get_adapter().get_client_ip(request) == counted


def test_asking_for_a_code_costs_few_queries(visitor, room_in_the_cache):
    with CaptureQueriesContext(connection) as queries:
        visitor.ask("absente@exemple.fr")
    asked = statements(queries)
    assert len(asked) <= 14, "\n".join(sql[:150] for sql in asked)
