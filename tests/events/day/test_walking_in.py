"""Somebody comes whose name is on the list: shown to the reception, which says whether it is the same person."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.cancelling import cancel
from events.actions.day.walking_in import KnownName, walk_in
from events.models import Registration
from events.queries.day.namesakes import namesakes

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
TYPED = {"name": "helene MORVAN", "place": "CHU de Caen"}


@pytest.fixture
def address(cafe):
    return reverse("events:walk_in", args=[cafe.slug])


@pytest.fixture
def client(as_user, coordinator, frozen_clock, morning):
    frozen_clock(morning)
    return as_user(coordinator)


@pytest.mark.parametrize(
    ("said", "is_known"),
    [
        ("HELENE morvan", True), ("Morvan Hélène", True), ("Morvan", True), ("Hélène Marie Morvan", True),
        ("Hélène Morvand", False), ("Ama Ndiaye", False), (" ", False),
    ],
)  # fmt: skip
def test_a_name_is_recognised(sign_up, cafe, said, is_known):
    registration = sign_up()
    assert namesakes(cafe, said) == ([registration] if is_known else [])


def test_a_cancelled_registration_and_another_cafe_are_not_asked_about(sign_up, cafe, appointment, at):
    appointment("un@exemple.fr")
    cancel(registration=sign_up(), by=None, at=at)
    assert namesakes(cafe, "Hélène Morvan") == []


def test_a_hyphen_is_not_another_name(sign_up, cafe):
    sign_up(first_name="Jean-Luc", last_name="D’Arc")
    assert len(namesakes(cafe, "jean luc d arc")) == 1


def test_the_tap_is_heard_again_with_the_answer(sign_up, cafe, coordinator, morning):
    sign_up()
    person = {"cafe": cafe, "name": "Hélène Morvan", "place": "", "by": coordinator, "at": morning, "key": "a1"}
    with pytest.raises(KnownName, match="1\u00a0inscription porte déjà ce nom"):
        walk_in(**person)
    assert walk_in(**person, is_another=True).is_walk_in
    assert Registration.objects.count() == 2


def test_without_a_script_both_answers_are_offered_and_what_was_typed_stays(client, address, sign_up, cafe):
    registration = sign_up()
    asked = client.post(address, TYPED)
    page = asked.content.decode()
    assert asked.status_code == 409 and Registration.objects.count() == 1
    assert "C’est cette personne" in page and "Une autre personne" in page and "MORVAN Hélène" in page
    assert page.count('value="helene MORVAN"') == 2 and page.count('value="CHU de Caen"') == 2
    client.post(reverse("events:arrival_note", args=[cafe.slug, registration.reference]))
    registration.refresh_from_db()
    assert registration.state == "attended"
    done = client.post(address, {**TYPED, "another": "1"}, follow=True).content.decode()
    assert "arrivée notée, sans inscription" in done
    assert Registration.objects.get(is_walk_in=True).other_institution == "CHU de Caen"


def test_a_script_gets_the_choice_to_show(client, address, sign_up):
    sign_up()
    answer = client.post(address, TYPED, headers=JSON)
    assert answer.status_code == 409 and not answer.json()["done"]
    assert "C’est cette personne" in answer.json()["choice"] and "<html" not in answer.json()["choice"]


def test_a_name_left_out_loses_nothing_else(client, address):
    refused = client.post(address, {"name": "", "place": "CHU de Caen"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "Indiquez le nom de la personne." in page and 'value="CHU de Caen"' in page
