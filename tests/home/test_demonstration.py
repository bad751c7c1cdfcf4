"""What only a demonstration has, and that it exists nowhere else."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from inmp_portal.accounts.actions.personas import create_personas
from inmp_portal.accounts.actions.signing import ask_code
from inmp_portal.accounts.models import Grant, Role, User
from inmp_portal.accounts.personas import all_personas
from inmp_portal.home.actions.clock import stand_at
from inmp_portal.home.moments import all_moments
from inmp_portal.journal.models import Entry
from inmp_portal.lib import instance
from inmp_portal.lib.files import store
from inmp_portal.lib.models import Instance
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAGES = ["home:personas", "home:mailbox", "home:clock"]


@pytest.fixture
def production(settings):
    settings.INSTANCE, settings.PRODUCTION, settings.PERSONAS, settings.TIME_TRAVEL = "production", True, False, False


@pytest.fixture
def rehearsal(settings):
    settings.INSTANCE, settings.PERSONAS, settings.TIME_TRAVEL = "rehearsal", False, True


# --- nowhere else


@pytest.mark.parametrize("name", PAGES)
def test_in_production_these_pages_do_not_exist_for_anybody(production, director, as_user, name):
    for browser in (as_user(None), as_user(director)):
        assert browser.get(reverse(name)).status_code == 404
        assert browser.post(reverse(name), {"persona": "direction", "moment": "clos"}).status_code == 404


def test_in_production_nobody_becomes_a_persona_and_no_mail_is_shown(production, as_user, at):
    ask_code(email="passage@exemple.fr", at=at)
    reference = Mail.objects.get().message_id[1:].partition("@")[0]
    browser = as_user(None)
    assert browser.get(reverse("home:message", args=[reference])).status_code == 404
    assert browser.get(reverse("home:message_html", args=[reference])).status_code == 404
    assert browser.get(reverse("home:message_attachment", args=[reference, 1])).status_code == 404
    with pytest.raises(Refused, match="démonstration"):
        create_personas(at=at)
    assert not User.objects.exists()


def test_in_production_the_clock_does_not_move(production, director, at):
    with pytest.raises(Refused, match="ne se déplace pas"):
        stand_at(to=at, by=director, at=at)
    with pytest.raises(Refused, match="ne se déplace pas"):
        instance.move_clock(at)
    assert not Instance.objects.exclude(clock_offset__isnull=False).exists()
    assert not Entry.objects.filter(type="instance.clock_moved").exists()


def test_in_production_there_is_no_banner(production, lead, as_user, call):
    assert "Voyager dans le temps" not in as_user(lead).get("/compte/").content.decode()


# --- personas


def test_personas_are_created_once_with_their_roles(call, at):
    first, again = create_personas(at=at), create_personas(at=at)
    assert first.keys() == again.keys() and {u.pk for u in first.values()} == {u.pk for u in again.values()}
    assert User.objects.count() == len(all_personas()) == 17
    assert {(g.user.email, g.role) for g in Grant.objects.active()} == {
        (first["coordination"].email, Role.COORDINATOR),
        (first["direction"].email, Role.DIRECTOR),
        (first["administration"].email, Role.ADMIN),
    }
    assert first["phenolex"].get_full_name() == "Maëlle Quesnelot"
    assert first["neodose"].institution.code == "chu_rouen"
    assert first["nouvelle"].led_applications.count() == 0


def test_one_click_signs_in_as_each_persona(client, call):
    page = client.get(reverse("home:personas")).content.decode()
    for persona in all_personas():
        assert f'value="{persona.key}"' in page
        client.post(reverse("home:personas"), {"persona": persona.key})
        assert int(client.session["_auth_user_id"]) == User.objects.get(email=persona.email).pk
    assert Entry.objects.filter(type="account.signed_in", data__how="persona").count() == 17


def test_a_persona_is_not_entered_by_following_a_link_or_from_another_site(call):
    strict = Client(enforce_csrf_checks=True)
    strict.get(reverse("home:personas"), {"persona": "direction"})
    assert "_auth_user_id" not in strict.session
    assert strict.post(reverse("home:personas"), {"persona": "direction"}).status_code == 403
    assert "_auth_user_id" not in strict.session


def test_nobody_but_a_persona_is_entered(client, call, lead):
    for value in (lead.email, str(lead.pk), "", "inconnue"):
        assert client.post(reverse("home:personas"), {"persona": value}).status_code == 404
    assert "_auth_user_id" not in client.session


# --- mailbox


def test_the_mailbox_shows_the_code_so_that_a_newcomer_signs_in(client, at):
    ask_code(email="passage@exemple.fr", at=at)
    ask_code(email="autre@exemple.fr", at=at)
    mail = Mail.objects.get(to=["passage@exemple.fr"])
    page = client.get(reverse("home:mailbox"), {"adresse": "Passage@"}).content.decode()
    assert mail.subject in page and "autre@exemple.fr" not in page
    reference = mail.message_id[1:].partition("@")[0]
    assert mail.subject.rsplit(" ")[-1] in client.get(reverse("home:message", args=[reference])).content.decode()


def test_the_html_of_a_mail_runs_nothing(client, at):
    ask_code(email="passage@exemple.fr", at=at)
    reference = Mail.objects.get().message_id[1:].partition("@")[0]
    page = client.get(reverse("home:message", args=[reference]))
    assert "sandbox" in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    html = client.get(reverse("home:message_html", args=[reference]))
    policy = html.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_what_is_joined_to_a_mail_is_saved(client, at):
    ask_code(email="passage@exemple.fr", at=at)
    mail = Mail.objects.get()
    mail.attachments = [{"name": "Reçu.pdf", "content_type": "application/pdf", "sha256": store.put(b"%PDF-1.7 essai")}]
    mail.save()
    reference = mail.message_id[1:].partition("@")[0]
    answer = client.get(reverse("home:message_attachment", args=[reference, 1]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 essai"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("home:message_attachment", args=[reference, 2])).status_code == 404


def test_the_mailbox_asks_as_many_queries_for_one_mail_as_for_three(client, at, same_query_count):
    same_query_count(
        lambda: client.get(reverse("home:mailbox")), lambda: ask_code(email="a@exemple.fr", at=at), at_most=8
    )


# --- clock


def test_the_moments_are_those_of_the_call(call):
    assert [moment.key for moment in all_moments()] == [
        "avant", "ouverture", "cafe-27-mai", "cafe-23-juin", "semaine", "derniere-heure", "clos",
        "recevabilite", "evaluation", "comite", "laureats",
    ]  # fmt: skip


def test_everybody_moves_the_clock_of_a_demonstration(client, call, at):
    answer = client.post(reverse("home:clock"), {"moment": "derniere-heure"})
    assert answer.status_code == 302
    last_hour = datetime.fromisoformat("2025-09-08T23:00:00+02:00")
    assert Instance.objects.get().clock_offset == last_hour - at
    assert datetime.fromisoformat(Entry.objects.get(type="instance.clock_moved").data["to"]) == last_hour


def test_any_instant_will_do_and_nonsense_is_refused(client, call):
    assert client.post(reverse("home:clock"), {"instant": "2025-06-02T09:00"}).status_code == 302
    assert Entry.objects.get(type="instance.clock_moved").data["to"].startswith("2025-06-02T09:00:00+02:00")
    for said in ({}, {"moment": "jamais"}, {"instant": "hier"}):
        page = client.post(reverse("home:clock"), said)
        assert page.status_code == 200 and "error-summary" in page.content.decode()
    assert Entry.objects.filter(type="instance.clock_moved").count() == 1


def test_only_people_with_a_role_move_the_clock_of_a_rehearsal(rehearsal, call, lead, coordinator, as_user):
    for other in (None, lead):
        assert as_user(other).post(reverse("home:clock"), {"moment": "clos"}).status_code == 404
    assert as_user(coordinator).post(reverse("home:clock"), {"moment": "clos"}).status_code == 302
    assert as_user(coordinator).get(reverse("home:personas")).status_code == 404


def test_looking_at_the_clock_moves_nothing(client, call):
    client.get(reverse("home:clock"), {"moment": "clos", "instant": "2025-06-02T09:00"})
    assert not Entry.objects.filter(type="instance.clock_moved").exists()


def test_the_banner_leads_to_the_clock(call, as_user):
    page = as_user(UserFactory.create()).get("/compte/").content.decode()
    assert "mardi 2 septembre 2025" in page and reverse("home:clock") in page
