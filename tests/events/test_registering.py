"""Signing up to an open session: seats, the waiting list, one registration an address, and nothing told of others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from events.actions.registering import register, send_links
from events.models import Cafe, Registration, token_digest
from events.states import RegistrationState
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


def test_signing_up_takes_a_seat_leaves_a_trace_and_tells_the_person(sign_up, cafe):
    registration = sign_up()
    assert registration.state == RegistrationState.CONFIRMED
    assert Cafe.objects.get(pk=cafe.pk).taken == 1
    assert JournalEntry.objects.filter(type="registration.opened", object_id=str(registration.pk)).count() == 1
    mail = Mail.objects.get(kind="cafe_confirmation")
    assert mail.to == ["helene.morvan@exemple.fr"]
    assert [joined["content_type"] for joined in mail.attachments] == ["text/calendar; method=REQUEST"]


def test_the_link_is_in_the_mail_and_only_its_digest_in_the_database(sign_up):
    registration = sign_up()
    assert registration.token in Mail.objects.get(kind="cafe_confirmation").text
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM events_registration t")
        (row,) = cursor.fetchone()
    assert registration.token not in row
    assert token_digest(registration.token) in row


def test_consents_are_off_unless_given_and_carry_their_instant(sign_up, at):
    registration = sign_up(consents={"partage_coordonnees": False, "newsletter": True})
    assert registration.consents == {"rgpd": at.isoformat(), "newsletter": at.isoformat()}


def test_an_address_signs_up_once_and_gets_its_mail_again(sign_up, cafe, at):
    first = sign_up()
    again = sign_up("Helene.Morvan@EXEMPLE.fr", when=at + timedelta(minutes=3), first_name="Quelqu’un d’autre")
    assert again.pk == first.pk
    assert Registration.objects.get().first_name == "Hélène"
    assert Cafe.objects.get(pk=cafe.pk).taken == 1
    assert Mail.objects.filter(kind="cafe_confirmation").count() == 2


def test_the_database_itself_refuses_a_second_live_registration_of_an_address(sign_up):
    registration = sign_up()
    with pytest.raises(IntegrityError, match="one_live_an_address"):
        Registration.objects.bulk_create(
            [Registration(cafe=registration.cafe, email="HELENE.MORVAN@exemple.fr", reference="AUTRE", token_hash="x",
                          state="confirmed", created_at=registration.created_at, updated_at=registration.created_at)]
        )  # fmt: skip


def test_beyond_the_capacity_one_waits_in_order(bounded, sign_up):
    bounded(1)
    sign_up("un@exemple.fr")
    second, third = sign_up("deux@exemple.fr"), sign_up("trois@exemple.fr")
    assert (second.state, third.state) == (RegistrationState.WAITING, RegistrationState.WAITING)
    ranks = [mail.text for mail in Mail.objects.filter(kind="cafe_liste_attente").order_by("id")]
    assert ["place n°\u00a01" in ranks[0], "place n°\u00a02" in ranks[1]] == [True, True]


def test_a_free_seat_goes_to_whoever_waits_not_to_whoever_comes(bounded, sign_up, cafe):
    bounded(1)
    sign_up("un@exemple.fr")
    sign_up("deux@exemple.fr")
    Cafe.objects.filter(pk=cafe.pk).update(capacity=2)  # the room grew, the list has not moved yet
    assert sign_up("trois@exemple.fr").state == RegistrationState.WAITING


@pytest.mark.parametrize(
    ("shift", "reason"),
    [(timedelta(days=-60), "ouvrent le"), (timedelta(days=11), "closes"), (timedelta(days=30), "a eu lieu")],
)
def test_outside_its_time_nobody_signs_up(sign_up, cafe, at, shift, reason):
    when = cafe.starts_at if shift.days == 11 else at + shift
    with pytest.raises(Refused, match=reason):
        sign_up(when=when)
    assert not Registration.objects.exists()
    assert not Mail.objects.exists()


def test_closed_sign_ups_say_that_one_may_come_all_the_same(sign_up, cafe, coordinator, at):
    Cafe.objects.filter(pk=cafe.pk).update(closed_at=at, closed_by=coordinator)
    with pytest.raises(Refused, match="venez sans inscription"):
        sign_up()


def test_a_lost_link_comes_again_for_what_is_ahead_only(sign_up, cafe, at):
    registration = sign_up()
    Mail.objects.all().delete()
    assert send_links(email="HELENE.morvan@exemple.fr", at=at + timedelta(hours=1)) == 1
    assert registration.token in Mail.objects.get().text
    assert send_links(email="inconnue@exemple.fr", at=at) == 0
    assert send_links(email="helene.morvan@exemple.fr", at=cafe.ends_at) == 0


def test_twenty_seats_for_sixty_at_once(bounded, entry, at, in_parallel):
    cafe = bounded(20)
    done = in_parallel(12, lambda i: [
        register(cafe=cafe, entry=entry(email=f"p{i}-{n}@exemple.fr"), by=None, at=at) for n in range(5)
    ])  # fmt: skip
    assert not [outcome for outcome in done if isinstance(outcome, Exception)]
    states = list(Registration.objects.values_list("state", flat=True))
    assert states.count("confirmed") == Cafe.objects.get(pk=cafe.pk).taken == 20
    assert states.count("waiting") == 40
