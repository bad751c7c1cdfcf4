"""The guards of the test suite bite: each one is shown the mistake it is there for."""

from __future__ import annotations

import random
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from inmp_portal.accounts.models import Institution
from inmp_portal.lib import clock
from inmp_portal.lib.clock import DatabaseNow
from tests.factories.people import InstitutionFactory
from tests.guards import templates
from tests.guards.asking import AskingMiddleware, NobodyAsked, note
from tests.guards.network import NetworkRefused


def test_an_unknown_template_variable_fails(monkeypatch):
    monkeypatch.setattr(templates, "_rendering_template", lambda: str(templates.settings.BASE_DIR / "templates/x.html"))
    template = engines["django"].from_string("{{ person.nmae }}")
    with pytest.raises(templates.UnknownVariable, match="nmae"):
        template.render({"person": {"name": "Hélène"}})
    assert template.render({"person": {"nmae": "Hélène"}}) == "Hélène"


def test_the_templates_of_other_packages_are_left_alone():
    assert engines["django"].get_template("admin/login.html").origin.name.count("site-packages")
    assert engines["django"].from_string("{{ unknown }}").render({}) == ""


def test_rows_without_an_order_never_come_back_as_inserted(db):
    inserted = [InstitutionFactory.create().pk for _ in range(4)]
    random.seed(1)
    for _ in range(5):
        assert [row.pk for row in Institution.objects.order_by().all()] != inserted
    assert [row.pk for row in Institution.objects.order_by("pk")] == inserted


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_another_machine_is_out_of_reach(refused_connections, address):
    with pytest.raises(NetworkRefused):
        socket.create_connection(address, timeout=0.1)
    assert refused_connections
    refused_connections.clear()


def test_loopback_stays_within_reach():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername()[0] == "127.0.0.1"


def test_a_naive_datetime_fails(call):
    call.closes_at = datetime(2025, 9, 8, 23, 59)  # noqa: DTZ001  (the mistake itself)
    with pytest.raises(RuntimeWarning, match="naive"):
        call.save()


def test_the_clock_stands_still_in_every_thread(at):
    seen: list[datetime] = []
    thread = threading.Thread(target=lambda: seen.append(clock.now()))
    thread.start()
    thread.join()
    assert seen == [at] == [clock.now()]


def test_the_database_stands_at_the_same_instant(db, at):
    assert InstitutionFactory.create() and Institution.objects.values_list(DatabaseNow(), flat=True)[0] == at
    with clock.shifted(timedelta(days=7)):
        assert clock.now() == at + timedelta(days=7)
        assert Institution.objects.values_list(DatabaseNow(), flat=True)[0] == at + timedelta(days=7)


def test_a_frozen_thread_is_not_thawed_by_the_middleware(at, settings, client, db):
    with clock.frozen(at + timedelta(hours=1)), clock.shifted(timedelta(0)):
        assert clock.now() == at + timedelta(hours=1)


@pytest.mark.real_clock
def test_a_test_may_ask_for_the_real_clock():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def _page(asks: bool):
    request = RequestFactory().get("/x/")

    def respond(request):
        request.resolver_match = type("Match", (), {"view_name": "applications:secret", "func": respond})
        if asks:
            note("a rule")
        return HttpResponse("secret")

    return AskingMiddleware(respond)(request)


def test_a_page_that_asks_nobody_fails():
    with pytest.raises(NobodyAsked, match="applications:secret"):
        _page(asks=False)
    assert _page(asks=True).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_in_parallel_uses_one_connection_a_thread(in_parallel):
    def backend(i):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), pg_sleep(0.05)")
            return cursor.fetchone()[0]

    assert len(set(in_parallel(3, backend))) == 3
