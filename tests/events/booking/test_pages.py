"""The three steps of an appointment in a browser without script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Registration, Slot
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
QUESTION = "Comment obtenir une extraction de l’entrepôt de données pour mon étude ?"


def address(name: str) -> str:
    return reverse(f"events:{name}", args=["cafe-23-juin"])


@pytest.fixture
def client(cafes):
    client = Client()
    client.post(address("booking_start"), {"question": QUESTION, "theme": ""})
    return client


@pytest.fixture
def slot(cafes):
    return Slot.objects.filter(desk__code="G1").order_by("starts_at")[0]


@pytest.fixture
def answers(filled):
    return {**filled, "format": "presentiel"}


def test_the_question_leads_to_its_desk_with_the_words_that_decided(client):
    page = client.get(address("slot_choose")).content.decode()
    assert "Guichet proposé&nbsp;: Données et entrepôt" in page
    assert "«&nbsp;entrepôt de données&nbsp;»" in page
    assert page.count('type="radio"') == 33
    assert "lundi 23 juin 2025 à 8\u00a0h, guichet Données et entrepôt" in page


def test_another_desk_is_not_said_to_be_the_proposed_one(client, cafes, at):
    assert client.get(address("slot_choose")).content.decode().count(">proposé<") == 1
    Slot.objects.filter(desk__code="G1").update(closed_at=at)
    page = client.get(address("slot_choose")).content.decode()
    assert ">proposé<" not in page
    assert "Tous ses créneaux sont pris" in page and "ne traitent pas ce thème" in page


def test_the_mail_of_the_waiting_list_does_not_say_that_all_is_taken_when_it_is_not(client, answers, at):
    Slot.objects.filter(desk__code="G1").update(closed_at=at)
    client.post(address("slot_choose"), {"slot": "attente"})
    client.post(address("booking_confirm"), {**answers, "creneaux_possibles": ["09:45"]})
    text = Mail.objects.get(kind="cafe_liste_attente").text
    assert "Aucun des créneaux encore libres" in text and "sont réservés" not in text
    Slot.objects.update(closed_at=at)
    client.post(address("booking_start"), {"question": QUESTION, "theme": ""})
    client.post(address("slot_choose"), {"slot": "attente"})
    client.post(address("booking_confirm"), {**answers, "courriel": "deux@exemple.fr"})
    assert "Tous les créneaux" in Mail.objects.get(to=["deux@exemple.fr"]).text


def test_an_appointment_in_three_steps(client, slot, answers):
    assert client.post(address("slot_choose"), {"slot": slot.pk}).url == address("booking_confirm")
    assert "Gardé pour vous jusqu’à" in client.get(address("booking_confirm")).content.decode()
    done = client.post(address("booking_confirm"), answers, follow=True)
    assert "Votre demande est enregistrée" in done.content.decode()
    registration = Registration.objects.get()
    assert (registration.slot, registration.question.text) == (slot, QUESTION)


def test_a_short_question_is_asked_for_more(cafes):
    for name in ("booking_start", "question_ask"):
        assert "Trente caractères au moins" in Client().get(address(name)).content.decode()
    page = Client().post(address("booking_start"), {"question": "Budget ?"})
    assert page.status_code == 422
    assert "trente caractères" in page.content.decode()
    assert "Budget ?" in page.content.decode()


def test_two_people_on_the_last_slot(client, slot, cafes):
    other = Client()
    other.post(address("booking_start"), {"question": QUESTION})
    assert client.post(address("slot_choose"), {"slot": slot.pk}).status_code == 302
    refused = other.post(address("slot_choose"), {"slot": slot.pk})
    assert refused.status_code == 422
    assert "plus libre" in refused.content.decode()


def test_keeping_it_longer_starts_the_eight_minutes_anew_and_keeps_what_was_typed(client, slot, at, frozen_clock):
    client.post(address("slot_choose"), {"slot": slot.pk})
    frozen_clock(at + timedelta(minutes=5))
    client.post(address("hold_extend"), {"prenom": "Hélène", "axes": ["axe1", "axe2"]})
    slot.refresh_from_db()
    assert slot.held_until == at + timedelta(minutes=13)
    page = client.get(address("booking_confirm")).content.decode()
    assert 'value="Hélène"' in page


def test_a_hold_that_ran_out_says_so_and_keeps_the_answers(client, slot, answers, at, frozen_clock):
    client.post(address("slot_choose"), {"slot": slot.pk})
    frozen_clock(at + timedelta(minutes=9))
    late = client.post(address("booking_confirm"), answers)
    assert late.status_code == 409
    assert "les huit minutes sont passées" in late.content.decode()
    assert 'value="Morvan"' in late.content.decode()
    assert not Registration.objects.exists()


def test_whoever_waits_beside_free_slots_names_their_hours(client, answers):
    client.post(address("slot_choose"), {"slot": "attente"})
    refused = client.post(address("booking_confirm"), answers)
    assert refused.status_code == 422
    client.post(address("booking_confirm"), {**answers, "creneaux_possibles": ["09:45"]})
    assert Registration.objects.get().state == "confirmed"  # that hour is free, after all


def test_confirming_twice_leads_back_and_books_once(client, slot, answers):
    client.post(address("slot_choose"), {"slot": slot.pk})
    client.post(address("booking_confirm"), answers)
    again = client.post(address("booking_confirm"), answers, follow=True)
    assert again.redirect_chain[0][0] == address("booking_start")
    assert "elle a déjà été confirmée" in again.content.decode()
    assert Registration.objects.count() == 1


def test_another_slot_chosen_in_another_window_is_not_taken_unseen(client, slot, answers):
    other = Slot.objects.exclude(pk=slot.pk).filter(desk=slot.desk)[0]
    client.post(address("slot_choose"), {"slot": slot.pk})
    client.post(address("slot_choose"), {"slot": other.pk})
    refused = client.post(address("booking_confirm"), {**answers, "shown_slot": slot.pk})
    assert refused.status_code == 409 and "dans une autre fenêtre" in refused.content.decode()
    assert not Registration.objects.exists()
    client.post(address("booking_confirm"), {**answers, "shown_slot": other.pk})
    assert Registration.objects.get().slot == other


def test_a_slot_whose_key_is_long_is_confirmed_as_the_page_posts_it(client, slot, answers):
    Slot.objects.filter(pk=slot.pk).update(id=1_234_567)  # written with spaces, it would be another slot
    client.post(address("slot_choose"), {"slot": "1234567"})
    page = client.get(address("booking_confirm")).content.decode()
    shown = re.search(r'name="shown_slot" value="([^"]*)"', page)[1]
    assert client.post(address("booking_confirm"), {**answers, "shown_slot": shown}).status_code == 302
    assert Registration.objects.get().slot_id == 1_234_567


def test_steps_taken_out_of_order_lead_back(cafes):
    client = Client()
    assert client.get(address("slot_choose")).url == address("booking_start")
    assert client.get(address("booking_confirm")).url == address("slot_choose")


def test_a_question_in_writing(cafes, as_user):
    page = Client().post(address("question_ask"), {"question": QUESTION, "email": "", "name": ""})
    assert "transmise à la coordination" in page.content.decode()


def test_the_slot_page_costs_few_queries(client, django_assert_max_num_queries):
    client.get(address("slot_choose"))
    with django_assert_max_num_queries(6):
        client.get(address("slot_choose"))
