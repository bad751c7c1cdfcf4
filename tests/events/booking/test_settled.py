"""Once the agendas are settled a slot still goes to who waits: its person and the desk's expert are told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.cancelling import cancel
from events.actions.coordination.displacing import displace
from events.actions.offering import accept, lapse_offers
from events.models import Desk, Registration, Slot
from events.rules.booking import frozen_from
from events.states import RegistrationState
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SETTLED = "arrêtés depuis le vendredi 20 juin 2025 à minuit (heure de Paris)"


@pytest.fixture
def expert(second):
    person = UserFactory.create(first_name="Inès", last_name="Garnier")
    Desk.objects.filter(cafe=second, code="G1").update(expert=person)
    return person


@pytest.fixture
def full(second, slots, appoint_at, at):
    """One appointment at 8 h, every other slot closed, and two people who wait."""
    one = appoint_at(slots[0], when=at)
    Slot.objects.filter(desk__cafe=second).exclude(pk=slots[0].pk).update(closed_at=at)
    return one, *(appoint_at(None, when=at, email=f"attend{n}@exemple.fr") for n in range(2))


def told(kind: str) -> list[str]:
    return [mail.text.replace("\u00a0", " ") for mail in Mail.objects.filter(kind=kind).order_by("id")]


def test_before_that_an_expert_is_left_in_peace(expert, full, at):
    cancel(registration=full[0], by=None, at=at)
    assert Registration.objects.get(pk=full[1].pk).state == RegistrationState.CONFIRMED
    assert not told("guichet_change")


def test_a_cancellation_gives_the_slot_at_once_and_both_are_told(second, expert, full, frozen_clock, snapshot):
    when = frozen_from(second) + timedelta(hours=1)
    frozen_clock(when)
    cancel(registration=full[0], by=None, at=when)
    assert Registration.objects.get(pk=full[1].pk).state == RegistrationState.CONFIRMED
    assert SETTLED in told("rdv_confirme")[-1] and "ne se déplace plus en ligne" in told("rdv_confirme")[-1]
    mail = Mail.objects.get(kind="guichet_change")
    assert mail.to == [expert.email]
    assert not [name for name in ("Morvan", "exemple.fr/", "entrepôt de données ?") if name in mail.text]
    snapshot("mails/guichet_change.txt", f"{mail.subject}\n\n{mail.text}")


def test_on_the_last_day_it_is_offered_and_each_step_is_told(second, expert, full, frozen_clock, snapshot):
    when = second.starts_at - timedelta(hours=20)
    frozen_clock(when)
    cancel(registration=full[0], by=None, at=when)
    offer = Mail.objects.get(kind="cafe_place_proposee")
    assert SETTLED in offer.text.replace("\u00a0", " ")
    assert "La personne du guichet est prévenue de votre venue." in offer.text
    assert "est proposé à une personne de la liste d’attente" in told("guichet_change")[-1]
    lapse_offers(at=when + timedelta(hours=3))
    assert "est proposé à une personne de la liste d’attente" in told("guichet_change")[-1]
    accept(registration=Registration.objects.get(pk=full[2].pk), by=None, at=when + timedelta(hours=4))
    assert "Une nouvelle personne vient à ce créneau." in told("guichet_change")[-1]
    assert len(told("guichet_change")) == 3


def test_the_page_of_an_offer_says_its_hour_and_desk_and_each_page_what_one_leaves(second, full, frozen_clock):
    eve = second.starts_at - timedelta(hours=20)
    frozen_clock(eve)
    pages = []
    cancel(registration=full[0], by=None, at=eve)
    for one in full[1:]:
        browser = Client()
        page = browser.get(reverse("events:registration_open", args=[one.token]), follow=True).content.decode()
        leaving = browser.get(reverse("events:registration_cancel", args=[one.reference])).content.decode()
        pages.append((page.replace("\u00a0", " "), leaving))
    (offered, _), (waiting, leaving) = pages
    assert (
        "Lundi 23 juin 2025 à 8 h (heure de Paris), guichet Données et entrepôt : la place vous est gardée" in offered
    )
    assert "Laisser la place" in offered and "Quitter la liste d’attente" in waiting
    assert "Vous quitterez la liste d’attente" in leaving and "Votre place sera rendue" not in leaving


def test_nobody_left_the_slot_is_said_to_be_free(second, expert, slots, appoint_at, at, frozen_clock):
    one = appoint_at(slots[0], when=at)
    frozen_clock(second.starts_at - timedelta(hours=20))
    cancel(registration=one, by=None, at=second.starts_at - timedelta(hours=20))
    assert ["Plus personne n’est attendu à ce créneau" in text for text in told("guichet_change")] == [True]


def test_a_booking_and_a_displacement_are_told_too_to_that_desk_only(
    second, expert, slots, appoint_at, at, coordinator
):
    when = frozen_from(second) + timedelta(hours=1)
    one = appoint_at(slots[0], when=when)
    assert "Une nouvelle personne vient à ce créneau." in told("guichet_change")[-1]
    elsewhere = Slot.objects.filter(desk__cafe=second, desk__code="G2").select_related("desk").order_by("starts_at")[0]
    displace(registration=one, slot=elsewhere, reason="retard", by=coordinator, at=when + timedelta(minutes=1))
    assert len(told("guichet_change")) == 2  # the other desk has no expert yet
    assert "Plus personne n’est attendu à ce créneau" in told("guichet_change")[-1]
