"""The thread on both sides, the list of what waits, and what never leaves the coordination."""

from __future__ import annotations

import html
import uuid

import pytest
from django.urls import reverse

from applications.models import Message
from applications.rules.messages import BODY_MAX
from applications.states import Audience
from inmp_portal.accounts.models import MailRhythm, Role
from tests.factories.people import UserFactory


def text(answer):
    return html.unescape(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def team_url(dossier):
    return reverse("applications:message_list", args=[dossier.reference])


@pytest.fixture
def desk_url(dossier):
    return reverse("applications:desk_message_list", args=[dossier.reference])


def filled(page, body="Bonjour.", **changes):
    return {"key": page.context["key"], "seen": page.context["mark"], "body": body, **changes}


def test_the_readers_are_printed_before_sending_and_on_the_message(
    as_user, team_url, lead, helper, reader, coordinator, director
):
    browser = as_user(lead)
    page = browser.get(team_url)
    assert "L’équipe du dossier (3 personnes) et la coordination (2 personnes)" in text(page)
    for person in (helper, reader, coordinator, director):
        assert str(person) in text(page)
    done = browser.post(team_url, filled(page, "Peut-on ajouter un partenaire ?", awaits_answer="on"), follow=True)
    assert "Votre message est envoyé." in text(done) and "Réponse attendue" in text(done)
    to = text(done).split("À l’équipe du dossier et à la coordination")[1].split("</p>")[0]
    assert str(helper) in to and str(director) in to and str(lead) not in to


def test_an_error_keeps_what_was_typed(as_user, team_url, desk_url, lead, coordinator):
    browser = as_user(lead)
    page = browser.get(team_url)
    long = browser.post(team_url, filled(page, "é\r\n" * (BODY_MAX // 2 + 1)))
    assert (
        long.status_code == 422
        and "trop long : 5 000 caractères au plus" in text(long)
        and "é\né" in text(long).replace("\r", "")
    )
    assert "maxlength" not in text(long)
    exact = browser.post(team_url, filled(long, "é\r\n" * (BODY_MAX // 2)))
    assert exact.status_code == 302  # an end of line counts for one character
    desk = as_user(coordinator)
    unsaid = desk.post(desk_url, filled(desk.get(desk_url), "À qui donc ?"))
    assert (
        unsaid.status_code == 422
        and "Choisissez qui lira ce message" in text(unsaid)
        and "À qui donc ?" in text(unsaid)
    )
    assert Message.objects.count() == 1


def test_a_reader_who_came_meanwhile_is_shown_before_the_message_leaves(as_user, team_url, lead):
    browser = as_user(lead)
    page = browser.get(team_url)
    UserFactory.create(first_name="Nouvelle", last_name="Venue", roles=[Role.COORDINATOR])
    again = browser.post(team_url, filled(page, "Mon message."))
    assert again.status_code == 409 and "vérifiez la liste" in text(again)
    assert "Mon message." in text(again) and "Nouvelle Venue" in text(again) and not Message.objects.exists()
    assert browser.post(team_url, filled(again, "Mon message.")).status_code == 302


def test_the_same_form_sent_twice_is_one_message(as_user, team_url, lead):
    browser = as_user(lead)
    said = filled(browser.get(team_url))
    assert [browser.post(team_url, said).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.count() == 1


def test_a_forged_key_is_replaced(as_user, team_url, lead):
    browser = as_user(lead)
    bad = browser.post(team_url, filled(browser.get(team_url)) | {"key": "x"})
    assert bad.status_code == 422 and uuid.UUID(bad.context["key"])
    assert browser.post(team_url, filled(bad)).status_code == 302


def test_a_reader_reads_and_has_no_form(as_user, team_url, reader, coordinator, wrote):
    wrote(coordinator, "Bonjour à l’équipe.", awaits=True)
    browser = as_user(reader)
    page = browser.get(team_url)
    assert "Bonjour à l’équipe." in text(page) and "En lecture seule" in text(page)
    assert "<textarea" not in text(page) and "En attente de votre réponse" not in text(page)
    refused = browser.post(team_url, filled(page, "J’écris quand même."))
    assert refused.status_code == 409 and "J’écris quand même." in text(refused) and Message.objects.count() == 1


def test_what_is_typed_is_no_markup(as_user, team_url, lead, wrote):
    wrote(lead, "<script>alert(1)</script> https://piege.example")
    page = as_user(lead).get(team_url).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page and 'href="https://piege' not in page


def test_a_note_is_nowhere_for_the_team(as_user, wrote, team_url, desk_url, dossier, coordinator, lead, helper, at):
    note = wrote(coordinator, "SECRETDENOTE", note=True)
    wrote(coordinator, "Bonjour à l’équipe.", awaits=True)
    for person in (lead, helper):
        browser = as_user(person)
        for address in (
            team_url, reverse("home:space"), reverse("applications:application_detail", args=[dossier.reference]),
            reverse("applications:receipt_detail", args=[dossier.reference, 1]),
        ):  # fmt: skip
            page = text(browser.get(address))
            assert "SECRETDENOTE" not in page and "note interne" not in page.lower(), address
        gone = reverse("applications:message_settle", args=[dossier.reference, note.key])
        assert browser.post(gone).status_code == 404 and browser.get(desk_url).status_code == 404
    page = text(as_user(coordinator).get(desk_url))
    assert "SECRETDENOTE" in page and "Note interne, la coordination seulement" in page
    found = text(as_user(coordinator).get(reverse("applications:coordination_list"), {"q": "SECRETDENOTE"}))
    assert "Aucun dossier ne répond" in found  # messages are not part of a dossier's search


def test_a_member_of_the_coordination_answers_other_dossiers_than_their_own(
    as_user, wrote, desk_url, team_url, helper, lead, at
):
    from inmp_portal.accounts.models import Grant

    Grant.objects.create(user=helper, role=Role.COORDINATOR, granted_at=at)
    wrote(lead, "Une question.", awaits=True)
    browser = as_user(helper)
    assert browser.get(desk_url).status_code == 404 and browser.get(team_url).status_code == 200
    assert "Une question." not in text(browser.get(reverse("applications:message_desk")))


def test_what_waits_is_said_until_it_is_answered(as_user, wrote, dossier, lead, coordinator, desk_url, team_url):
    space, overview = reverse("home:space"), reverse("applications:application_detail", args=[dossier.reference])
    desk_list = reverse("applications:message_desk")
    wrote(coordinator, "Votre visa ?", awaits=True)
    for address in (space, overview, team_url):
        assert "En attente de votre réponse" in text(as_user(lead).get(address)), address
    assert "Votre visa ?" in text(as_user(coordinator).get(desk_list, {"volet": "equipes"}))
    wrote(lead, "Le voici. Et le devis ?", awaits=True)
    for address in (space, overview, team_url):
        assert "En attente de votre réponse" not in text(as_user(lead).get(address)), address
    assert "Le voici." in text(as_user(coordinator).get(desk_list))
    assert "1 message en attente de votre réponse" in text(as_user(coordinator).get(space))
    assert "En attente de votre réponse" in text(as_user(coordinator).get(desk_url))
    message = Message.objects.latest("pk")
    done = as_user(coordinator).post(
        reverse("applications:desk_message_settle", args=[dossier.reference, message.key]), follow=True
    )
    assert "Pas de réponse attendue, selon" in text(done) and "En attente de votre réponse" not in text(done)
    assert "Aucun message n’attend votre réponse" in text(as_user(coordinator).get(desk_list))
    again = as_user(coordinator).post(
        reverse("applications:desk_message_settle", args=[dossier.reference, message.key])
    )
    assert again.status_code == 409 and "n’attend plus de réponse" in text(again)


def test_a_note_from_the_page(as_user, desk_url, coordinator):
    desk = as_user(coordinator)
    page = desk.get(desk_url)
    assert "La coordination seulement (2 personnes)" in text(page)
    done = desk.post(desk_url, filled(page, audience=Audience.COORDINATION, awaits_answer="on"), follow=True)
    assert "L’équipe ne la voit pas." in text(done) and Message.objects.get().is_note


def test_the_thread_and_the_list_cost_the_same_with_one_and_three(
    as_user, same_query_count, wrote, team_url, desk_url, lead, coordinator
):
    desk, team = as_user(coordinator), as_user(lead)
    wrote(lead, awaits=True)
    wrote(coordinator, note=True)

    def add():
        for _ in range(2):
            wrote(lead, awaits=True)
            wrote(coordinator, note=True)

    same_query_count(lambda: team.get(team_url), add, at_most=25)
    same_query_count(lambda: desk.get(desk_url), add, at_most=25)
    same_query_count(lambda: desk.get(reverse("applications:message_desk"), {"volet": "tous"}), add, at_most=20)


def test_the_rhythm_is_chosen_in_one_s_profile(as_user, lead):
    browser, address = as_user(lead), reverse("accounts:profile")
    assert "Un résumé par jour, à 8 h" in text(browser.get(address))
    said = {"first_name": "Hélène", "last_name": "Marchand", "message_mails": "daily"}
    assert browser.post(address, said).status_code == 302
    lead.refresh_from_db()
    assert lead.message_mails == MailRhythm.DAILY
    assert browser.post(address, said | {"message_mails": "hourly"}).status_code == 200
