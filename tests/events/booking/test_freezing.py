"""Once the agendas are settled, an appointment given up is not followed by another: that would be moving it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.cancelling import cancel
from events.actions.coordination.displacing import dismiss
from events.models import Registration, Slot
from events.rules.booking import frozen_from
from events.states import RegistrationState
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db
CHOOSE, SETTLED = "Pour choisir un autre créneau", "arrêtés depuis le vendredi 20 juin 2025 à minuit (heure de Paris)"


@pytest.fixture
def settled(second):
    """An hour after the agendas were settled."""
    return frozen_from(second) + timedelta(hours=1)


def said(kind: str) -> str:
    return Mail.objects.filter(kind=kind).latest("id").text.replace("\u00a0", " ")


def test_who_gives_theirs_up_after_that_gets_no_other_slot_nor_a_place_in_the_list(slots, appoint_at, at, settled):
    one = appoint_at(slots[0], when=at)
    cancel(registration=one, by=None, at=settled)
    for n, slot in enumerate((slots[3], None), 1):
        back = appoint_at(slot, when=settled + timedelta(minutes=10 * n))
        assert (back.pk, back.state) == (one.pk, RegistrationState.CANCELLED)
        assert "une nouvelle demande de rendez-vous vient d’être faite" in said("rdv_annule_candidat").lower()
    assert not Registration.objects.live().exists()
    assert not Slot.objects.filter(is_taken=True).exists()
    assert not Slot.objects.exclude(holder_token="").exists()
    text = said("rdv_annule_candidat")
    assert SETTLED in text and "elle n’est pas enregistrée" in text and CHOOSE not in text


def test_before_that_one_books_again(slots, appoint_at, at):
    cancel(registration=appoint_at(slots[0], when=at), by=None, at=at)
    assert CHOOSE in said("rdv_annule_candidat")
    assert appoint_at(slots[3], when=at + timedelta(minutes=1)).state == RegistrationState.CONFIRMED


def test_who_gave_theirs_up_before_may_still_book_after(slots, appoint_at, at, settled):
    cancel(registration=appoint_at(slots[0], when=at), by=None, at=at)
    assert appoint_at(slots[3], when=settled).state == RegistrationState.CONFIRMED


def test_whom_the_coordination_cancelled_may_book_another(slots, appoint_at, at, settled, coordinator):
    one = appoint_at(slots[0], when=at)
    dismiss(registration=one, reason="experte malade", by=coordinator, at=settled)
    assert CHOOSE in said("rdv_annule_coordination")
    assert appoint_at(slots[3], when=settled + timedelta(minutes=1)).state == RegistrationState.CONFIRMED


def test_somebody_else_is_not_concerned(slots, appoint_at, at, settled):
    cancel(registration=appoint_at(slots[0], when=at), by=None, at=settled)
    other = appoint_at(slots[0], when=settled + timedelta(minutes=1), email="autre@exemple.fr")
    assert other.state == RegistrationState.CONFIRMED


def test_the_page_that_cancels_says_so_beforehand_and_the_mail_shows_no_way_back(slots, appoint_at, at, settled):
    one, client = appoint_at(slots[0], when=at), Client()
    client.get(reverse("events:registration_open", args=[one.token]))
    page = reverse("events:registration_cancel", args=[one.reference])
    assert "Vous pourrez vous inscrire de nouveau." in client.get(page).content.decode()
    appoint_at(slots[5], when=settled, email="autre@exemple.fr")  # the clock is there
    shown = unescape(client.get(page).content.decode()).replace("\u00a0", " ")
    assert SETTLED in shown and "Vous pourrez vous inscrire de nouveau." not in shown
    client.post(page)
    text = said("rdv_annule_candidat")
    assert SETTLED in text and CHOOSE not in text and "/rendez-vous/" not in text
    after = unescape(client.get(reverse("events:registration_detail", args=[one.reference])).content.decode())
    assert SETTLED in after.replace("\u00a0", " ") and "Voir le café" not in after


def test_no_slot_is_proposed_when_none_is_left(second, slots, appoint_at, at, entry):
    Slot.objects.filter(desk__cafe=second).exclude(pk=slots[0].pk).update(closed_at=at)
    one = appoint_at(slots[0], when=at)
    appoint_at(None, when=at, email="attend@exemple.fr")
    cancel(registration=one, by=None, at=at)  # the slot goes to who waits
    text = said("rdv_annule_candidat")
    assert CHOOSE not in text and "Pour entrer en liste d’attente" in text


def test_the_confirmation_says_until_when_it_may_be_moved(slots, appoint_at, at, settled):
    appoint_at(slots[0], when=at)
    assert "jusqu’au vendredi 20 juin 2025 à minuit (heure de Paris)" in said("rdv_confirme")
    appoint_at(slots[1], when=settled, email="autre@exemple.fr")
    assert SETTLED in said("rdv_confirme")
