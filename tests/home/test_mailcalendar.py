"""The reminders to come: what the calendar says is what leaves; held, nothing leaves; sent early, each gets it once."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from applications.actions.deposits.extending import grant_extension
from applications.actions.reminding import remind_drafts
from events.actions.after.reminding import remind_registrations
from events.actions.loading import load_cafes
from events.actions.registering import Entry, register
from events.content import read_cafes
from inmp_portal.accounts.models import Institution
from inmp_portal.home.mailcalendar import actions
from inmp_portal.journal.models import Entry as Journal
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import plans
from inmp_portal.outbox.models import Mail, PlannedReminder

pytestmark = pytest.mark.django_db
LIST = "/pilotage/courriels/calendrier/"
FRIDAY = datetime(2025, 9, 5, 9, 0, tzinfo=PARIS)
MINUTE = timedelta(minutes=1)


def one(rule: str, user, at):
    return next(planned for planned in plans.planned(user, at) if planned.rule == rule)


def address(verb: str, rule: str = "veille-ouvree") -> str:
    return reverse(f"home:mail_plan_{verb}", args=["inmp-2025", rule])


def test_what_is_announced_is_what_leaves(coordinator, at, application_in):
    application_in(), application_in(completeness=60)
    dues = {planned.rule: (planned.due_at, planned.count) for planned in plans.planned(coordinator, at)}
    assert dues["veille-ouvree"] == (FRIDAY, 2)
    assert dues["h3"] == (datetime(2025, 9, 8, 20, 59, tzinfo=PARIS), 1)  # half-complete at least
    assert "j30" not in dues and "j14" not in dues
    for rule in ("veille-ouvree", "j1", "jour-meme", "h3"):
        before = Mail.objects.count()
        due_at, count = dues[rule]
        remind_drafts(at=due_at - MINUTE)
        assert Mail.objects.count() == before
        remind_drafts(at=due_at)
        assert Mail.objects.count() - before == count


def test_held_nothing_leaves_until_let_go(as_user, coordinator, at, application_in, frozen_clock):
    application_in()
    browser = as_user(coordinator)
    assert browser.post(address("hold")).status_code == 302
    assert "Retenue" in browser.get(LIST).content.decode()
    assert browser.post(address("hold")).status_code == 409  # twice
    assert remind_drafts(at=FRIDAY) == 0
    frozen_clock(FRIDAY + MINUTE)
    assert browser.post(address("let_go")).status_code == 302
    assert remind_drafts(at=FRIDAY + 2 * MINUTE) == 1
    assert [entry.type for entry in Journal.objects.filter(type__startswith="reminder.")] == [
        "reminder.held",
        "reminder.let_go",
    ]


def test_sent_early_each_gets_it_once_and_the_text_is_true(as_user, coordinator, at, application_in):
    application_in()
    browser = as_user(coordinator)
    page = browser.get(address("send")).content.decode()
    assert "Envoyer à 1\u00a0personne" in page and not Mail.objects.exists()
    assert browser.post(address("send")).status_code == 302
    assert remind_drafts(at=at + MINUTE) == 1
    assert "La clôture a lieu le lundi 8 septembre" in Mail.objects.get().text  # neither « demain » nor « aujourd’hui »
    assert remind_drafts(at=at + 2 * MINUTE) == remind_drafts(at=FRIDAY) == 0
    assert browser.post(address("send")).status_code in (404, 409)


def test_a_text_that_would_be_false_does_not_leave_early(coordinator, at, application_in):
    application_in(completeness=80)
    for rule in ("h3", "cloture"):
        with pytest.raises(Refused, match="parti plus tôt"):
            actions.send_early(planned=one(rule, coordinator, at), by=coordinator, at=at)


def test_nobody_concerned_nothing_to_send(coordinator, at, call):
    with pytest.raises(Refused, match="Personne"):
        actions.send_early(planned=one("veille-ouvree", coordinator, at), by=coordinator, at=at)


def test_each_dossier_by_its_own_close(coordinator, at, application_in):
    later = application_in()
    application_in()
    grant_extension(
        application=later,
        until=datetime(2025, 9, 12, 12, 0, tzinfo=PARIS),
        reason="Hospitalisation",
        by=coordinator,
        at=at,
    )
    planned = one("j1", coordinator, at)
    assert planned.count == 2
    assert [moment.astimezone(PARIS).day for moment in (planned.due_at, planned.last_at)] == [7, 11]


def test_the_people_of_a_reminder_are_listed(as_user, coordinator, application_in, lead):
    application_in(lead=lead, acronym="AXONORM")
    page = as_user(coordinator).get(address("detail")).content.decode()
    assert lead.email in page and "AXONORM" in page


def test_the_cafes_have_theirs(coordinator, call, frozen_clock):
    at = datetime(2025, 5, 16, 10, 0, tzinfo=PARIS)
    frozen_clock(at)
    cafe, _ = load_cafes(call=call, content=read_cafes("inmp-2025"), by=None, at=at)
    person = {"first_name": "Awa", "last_name": "Diallo", "email": "awa@exemple.fr", "unit": "Recherche",
              "institution": Institution.objects.get(code="urn")}  # fmt: skip
    register(cafe=cafe, entry=Entry(person, {}, {"rgpd": True}), by=None, at=at)
    Mail.objects.all().delete()
    coming = [planned for planned in plans.planned(coordinator, at) if planned.scope == cafe.slug]
    first = coming[0]
    assert first.count == 1 and first.due_at > at
    assert plans.people(first, coordinator, at) == [("Awa Diallo", "awa@exemple.fr")]
    actions.hold_back(planned=first, by=coordinator, at=at)
    remind_registrations(at=first.due_at)
    assert not Mail.objects.exists()
    held = next(planned for planned in plans.planned(coordinator, at) if planned.rule == first.rule)
    actions.let_go(planned=held, by=coordinator, at=at)
    remind_registrations(at=first.due_at)
    assert Mail.objects.count() == 1


def test_others_may_not(as_user, lead, administrator, at, coordinator, application_in):
    application_in()
    planned = one("veille-ouvree", coordinator, at)
    for person in (lead, administrator):
        for action in (actions.hold_back, actions.send_early):
            with pytest.raises(Refused):
                action(planned=planned, by=person, at=at)
        assert as_user(person).get(LIST).status_code == 404
    assert not PlannedReminder.objects.filter(held_at__isnull=False).exists()


def test_same_queries_with_one_and_three_drafts(as_user, coordinator, application_in, same_query_count):
    browser = as_user(coordinator)
    same_query_count(lambda: browser.get(LIST), application_in, at_most=16)


@pytest.mark.django_db(transaction=True)
def test_held_and_sent_at_once_one_of_them_holds(coordinator, at, application_in):
    application_in()
    planned = one("veille-ouvree", coordinator, at)

    def decide(action) -> None:
        try:
            action(planned=planned, by=coordinator, at=at)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=(action,)) for action in (actions.hold_back, actions.send_early) * 4
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    row = PlannedReminder.objects.get()
    assert (row.held_at is None) != (row.early_at is None)
