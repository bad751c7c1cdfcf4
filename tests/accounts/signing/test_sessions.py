"""Sessions: listed, ended from afar, ended by idleness without losing anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inmp_portal.accounts.models import User
from tests.accounts.conftest import Visitor

pytestmark = pytest.mark.django_db
SESSIONS = reverse("usersessions_list")


@pytest.fixture
def two_sessions(lead, at):
    User.objects.filter(pk=lead.pk).update(welcomed_at=at)
    here, there = Visitor(), Visitor("198.51.100.9")
    here.sign_in(lead.email)
    there.sign_in(lead.email)
    return here, there


def test_sessions_lie_in_the_database(two_sessions):
    assert Session.objects.filter(session_key=two_sessions[0].client.session.session_key).exists()


def test_one_sees_one_s_sessions_and_no_other(two_sessions):
    other = Visitor("203.0.113.77")
    other.sign_in("autre@exemple.fr")
    page = two_sessions[0].client.get(SESSIONS).content.decode()
    assert "192.0.2.10" in page and "198.51.100.9" in page and "203.0.113.77" not in page


def test_a_session_is_ended_from_afar(two_sessions):
    here, there = two_sessions
    far = UserSession.objects.get(ip="198.51.100.9")
    here.client.post(reverse("accounts:session_end"), {"session": far.pk})
    assert there.client.get("/compte/").status_code == 302
    assert here.client.get("/compte/").status_code == 200


def test_a_session_of_somebody_else_cannot_be_ended(two_sessions):
    other = Visitor()
    other.sign_in("autre@exemple.fr")
    far = UserSession.objects.get(ip="198.51.100.9")
    assert other.client.post(reverse("accounts:session_end"), {"session": far.pk}).status_code == 404
    assert two_sessions[1].client.get("/compte/").status_code == 200


def test_an_active_session_moves_its_end_and_an_idle_one_ends(two_sessions, time_machine):
    client = two_sessions[0].client
    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=50))
    assert client.get("/compte/").status_code == 200
    time_machine.shift(50 * 60)
    assert client.get("/compte/").status_code == 200, "active: the hour counts from the last request"
    time_machine.shift(61 * 60)
    assert client.get("/compte/").headers["Location"] == "/compte/connexion/?next=/compte/"


def test_the_most_active_session_ends_after_twelve_hours(two_sessions, time_machine):
    client = two_sessions[0].client
    began = datetime.now(UTC)
    for minutes in range(0, 12 * 60, 45):
        time_machine.move_to(began + timedelta(minutes=minutes))
        assert client.get("/compte/").status_code == 200, minutes
    time_machine.move_to(began + timedelta(hours=12, minutes=1))
    assert client.get("/compte/").headers["Location"] == "/compte/connexion/?next=/compte/"


def test_a_session_is_written_once_a_minute_at_most(two_sessions):
    client = two_sessions[0].client
    client.get("/compte/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/compte/")
    assert not [q for q in queries if q["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest", "Accept": "*/*"}],
)
def test_a_script_with_an_expired_session_is_told_in_json(client, db, headers):
    page = "https://testserver/dossiers/AB12/sections/budget/"
    answer = client.post("/compte/", {}, headers={**headers, "Referer": page})
    assert answer.status_code == 401
    said = answer.json()
    assert said["error"] == "session_expired"
    assert "rien de ce qui est à l’écran n’est perdu" in said["message"]
    assert said["login"] == "/compte/connexion/?next=%2Fdossiers%2FAB12%2Fsections%2Fbudget%2F"
    assert answer.headers["Cache-Control"] == "no-store"


def test_htmx_with_an_expired_session_gets_a_fragment(client, db):
    answer = client.post(
        "/compte/", headers={"HX-Request": "true", "HX-Current-URL": "https://testserver/dossiers/AB12/"}
    )
    assert answer.status_code == 401
    assert "/compte/connexion/?next=%2Fdossiers%2FAB12%2F" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_page_with_an_expired_session_goes_to_sign_in_and_comes_back(client, db):
    assert client.get("/compte/?a=1").headers["Location"] == "/compte/connexion/?next=/compte/%3Fa%3D1"
