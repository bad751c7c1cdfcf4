"""How many people come may be changed with the answers, and what is counted follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.own.changing import change
from events.actions.registering import register
from events.models import Cafe, Registration
from events.states import RegistrationState
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def come(cafe, entry, at):
    """`come("a@exemple.fr", 3)`: signed up to the open session, that many; again: changed to that many."""

    def act(email, heads, *, when=at):
        said = replace(entry(email=email), party_size=heads)
        known = Registration.objects.filter(email=email).first()
        if known is None:
            return register(cafe=cafe, entry=said, by=None, at=when)
        return change(registration=known, entry=said, by=None, at=when)

    return act


def taken(cafe) -> int:
    return Cafe.objects.get(pk=cafe.pk).taken


def test_more_and_fewer_people_move_the_seats_that_are_taken(cafe, come):
    one = come("un@exemple.fr", 1)
    come(one.email, 4)
    assert taken(cafe) == 4
    come(one.email, 2)
    assert (taken(cafe), Registration.objects.get().party_size) == (2, 2)
    told = JournalEntry.objects.filter(type="registration.heads_changed").order_by("id")
    assert [trace.data for trace in told] == [{"before": 1, "heads": 4}, {"before": 4, "heads": 2}]


def test_no_more_than_there_are_seats_and_nothing_else_is_changed(bounded, cafe, come):
    bounded(3)
    come("un@exemple.fr", 2)
    with pytest.raises(Refused, match="pas de place pour 2\u00a0personnes de plus"):
        come("un@exemple.fr", 4)
    assert (taken(cafe), Registration.objects.get().party_size) == (2, 2)


def test_nobody_grows_past_those_who_wait(bounded, cafe, come):
    bounded(3)
    come("un@exemple.fr", 2)
    assert come("deux@exemple.fr", 2).state == RegistrationState.WAITING
    with pytest.raises(Refused, match="pas de place pour 1\u00a0personne de plus"):
        come("un@exemple.fr", 3)


def test_a_seat_given_back_goes_to_who_waits_and_a_group_that_shrinks_may_fit_in(bounded, cafe, come):
    bounded(3)
    come("un@exemple.fr", 2)
    come("deux@exemple.fr", 3)
    assert come("deux@exemple.fr", 1).state == RegistrationState.WAITING  # as it was when the change was made
    assert Registration.objects.get(email="deux@exemple.fr").state == RegistrationState.CONFIRMED
    come("trois@exemple.fr", 1)
    come("un@exemple.fr", 1)
    assert Registration.objects.get(email="trois@exemple.fr").state == RegistrationState.CONFIRMED
    assert taken(cafe) == 3


def test_two_who_grow_at_once_never_pass_the_capacity(bounded, cafe, come, in_parallel):
    bounded(5)
    people = [come(f"p{n}@exemple.fr", 1).email for n in range(3)]
    done = in_parallel(3, lambda n: come(people[n], 2))
    assert sum(isinstance(outcome, Refused) for outcome in done) == 1
    assert taken(cafe) == 5 == sum(Registration.objects.values_list("party_size", flat=True))


def test_the_page_asks_it_again_and_keeps_it_where_it_is_not_asked(appointment, sign_up, filled):
    one = appointment("loin@exemple.fr")
    Registration.objects.filter(pk=one.pk).update(party_size=3)
    browser, page = Client(), reverse("events:registration_change", args=[one.reference])
    browser.get(reverse("events:registration_open", args=[one.token]))
    assert 'name="accompagnants" value="2"' in browser.get(page).content.decode()
    said = {**filled, "format": "presentiel", "question": one.question_text}
    assert browser.post(page, {**said, "accompagnants": "9"}).status_code == 422
    browser.post(page, {**said, "accompagnants": "1"})
    assert Registration.objects.get(pk=one.pk).party_size == 2
    browser.post(page, {**said, "accompagnants": ""})
    assert Registration.objects.get(pk=one.pk).party_size == 1
    group = sign_up("groupe@exemple.fr")  # the open session does not ask
    Registration.objects.filter(pk=group.pk).update(party_size=2)
    browser.get(reverse("events:registration_open", args=[group.token]))
    browser.post(reverse("events:registration_change", args=[group.reference]), filled)
    assert Registration.objects.get(pk=group.pk).party_size == 2


def test_what_was_typed_stays_when_there_is_no_seat_left(bounded, come, cafe, filled, entry, at):
    bounded(1)
    one = come("un@exemple.fr", 1)
    asked = {"id": "accompagnants", "label": "Nombre de personnes qui viendront avec vous", "type": "entier", "max": 3}
    Cafe.objects.filter(pk=cafe.pk).update(questions=[*cafe.questions, asked])
    browser = Client()
    browser.get(reverse("events:registration_open", args=[one.token]))
    page = browser.post(reverse("events:registration_change", args=[one.reference]), {**filled, "accompagnants": "2"})
    assert page.status_code == 409
    assert "Il ne reste pas de place pour 2\u00a0personnes de plus" in page.content.decode()
    assert 'name="accompagnants" value="2"' in page.content.decode()
    assert come(one.email, 1, when=at + timedelta(minutes=1)).party_size == 1
