"""The reception's page: works by its forms, answers scripts in JSON, and costs the same whatever the number of people."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.day.arriving import check_in
from events.actions.day.walking_in import walk_in
from events.models import Registration

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _that_morning(frozen_clock, morning):
    frozen_clock(morning)


@pytest.fixture
def page(cafe):
    return reverse("events:reception", args=[cafe.slug])


@pytest.fixture
def client(as_user, coordinator):
    return as_user(coordinator)


def address(name, registration):
    return reverse(f"events:{name}", args=[registration.cafe.slug, registration.reference])


def test_without_a_script_one_searches_and_notes_an_arrival(client, page, sign_up, at):
    registration = sign_up(when=at)
    sign_up("autre@exemple.fr", first_name="Bo", last_name="Li", when=at)
    text = client.get(page, {"q": "MÖRVAN"}).content.decode()
    assert "MORVAN Hélène" in text and "LI Bo" not in text
    done = client.post(address("arrival_note", registration), {"q": "morvan"}, follow=True)
    assert done.redirect_chain[-1][0] == f"{page}?q=morvan"
    assert "arrivée notée à 8\u00a0h\u00a012" in done.content.decode()
    again = client.post(address("arrival_note", registration), follow=True)
    assert "arrivée déjà notée à 8\u00a0h\u00a012" in again.content.decode()


def test_a_script_is_told_the_same(client, sign_up, at):
    registration = sign_up(when=at)
    sent = {"key": "abc", "age": "120"}
    first = client.post(address("arrival_note", registration), sent, headers=JSON)
    assert first.json() == {"said": "Hélène Morvan\u00a0: arrivée notée à 8\u00a0h\u00a010.", "done": True}
    lost = client.post(address("arrival_note", registration), sent, headers=JSON)
    assert lost.json()["done"] and "déjà notée à 8\u00a0h\u00a010" in lost.json()["said"]


def test_a_tap_that_is_not_understood_is_a_tap_of_now(client, sign_up, at):
    registration = sign_up(when=at)
    answer = client.post(address("arrival_note", registration), {"key": "é ?", "age": "-3"}, headers=JSON)
    assert "8\u00a0h\u00a012" in answer.json()["said"]


def test_a_refusal_is_said(client, cafe):
    answer = client.post(reverse("events:absences_note", args=[cafe.slug]), headers=JSON)
    assert (answer.status_code, answer.json()["done"]) == (409, False)
    nobody = client.post(reverse("events:walk_in", args=[cafe.slug]), {"name": " "}, headers=JSON)
    assert nobody.json()["said"] == "Indiquez le nom de la personne."


def test_two_fields_and_the_person_is_in(client, page, cafe):
    sent = {"name": "Ama Ndiaye", "place": "CHU de Caen"}
    done = client.post(reverse("events:walk_in", args=[cafe.slug]), sent, follow=True).content.decode()
    assert "NDIAYE Ama" in done and "sans inscription" in done and "Ajouter son adresse" in done
    came = Registration.objects.get()
    client.post(address("walk_in_address", came), {"email": "ama@exemple.fr"})
    assert "Ajouter son adresse" not in client.get(page).content.decode()
    wrong = client.post(address("walk_in_address", came), {"email": "ama"}, headers=JSON)
    assert (wrong.status_code, "n’est pas complète" in wrong.json()["said"]) == (409, True)


def test_the_script_gets_the_list_only_when_it_changed(client, page, cafe, sign_up, coordinator, morning, at):
    registration = sign_up(when=at)
    first = client.get(page, {"version": ""}).content.decode()
    assert "<html" not in first and "MORVAN" in first
    version = first.partition('data-version="')[2].partition('"')[0]
    assert client.get(page, {"version": version}).status_code == 204
    check_in(registration=registration, by=coordinator, at=morning)
    assert client.get(page, {"version": version}).status_code == 200


def test_a_registration_of_another_cafe_is_not_found(client, cafes, appointment):
    other = appointment("a@exemple.fr")
    wrong = reverse("events:arrival_note", args=[cafes[0].slug, other.reference])
    assert client.post(wrong, headers=JSON).status_code == 404


def test_before_the_day_the_page_says_when(client, page, frozen_clock, at, sign_up):
    frozen_clock(at)
    sign_up()
    text = client.get(page).content.decode()
    assert "L’accueil s’ouvre le mardi 27 mai 2025" in text and "arrival-button" not in text


def test_the_list_costs_the_same_whatever_its_length(client, page, cafe, coordinator, morning, same_query_count):
    def add():
        walk_in(cafe=cafe, name="Ama Ndiaye", place="CHU de Rouen", by=coordinator, at=morning, is_another=True)

    same_query_count(lambda: client.get(page), add, at_most=8)
