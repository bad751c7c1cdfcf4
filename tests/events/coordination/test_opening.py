"""Sign-ups closed and opened, seats changed, somebody taken in beyond them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.coordination.opening import close_sign_ups, open_sign_ups, overbook, set_capacity
from events.actions.registering import register
from events.models import Cafe, Registration
from events.states import RegistrationState
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


def test_closed_then_opened_each_with_its_trace(desk, cafe, sign_up, coordinator):
    desk.post(reverse("events:cafe_close", args=[cafe.slug]))
    with pytest.raises(Refused, match="fermées"):
        sign_up()
    desk.post(reverse("events:cafe_open", args=[cafe.slug]))
    assert sign_up().state == RegistrationState.CONFIRMED
    assert list(Entry.objects.filter(actor_id=coordinator.pk).order_by("id").values_list("type", flat=True)) == [
        "cafe.closed", "cafe.opened",
    ]  # fmt: skip


def test_two_who_close_at_once_leave_one_trace(cafe, coordinator, director, at, in_parallel):
    people = [coordinator, director]
    done = in_parallel(2, lambda i: close_sign_ups(cafe=cafe, by=people[i], at=at))
    assert sorted(isinstance(outcome, Refused) for outcome in done) == [False, True]
    assert Entry.objects.filter(type="cafe.closed").count() == 1


def test_a_person_without_the_role_changes_nothing(cafe, lead, at):
    for act in (close_sign_ups, open_sign_ups):
        with pytest.raises(Refused, match="coordination"):
            act(cafe=cafe, by=lead, at=at)
    with pytest.raises(Refused, match="coordination"):
        set_capacity(cafe=cafe, capacity=3, by=lead, at=at)
    assert Cafe.objects.get(pk=cafe.pk).closed_at is None


def test_the_capacity_never_falls_below_what_is_taken(desk, bounded, sign_up, cafe):
    bounded(3)
    for n in range(2):
        sign_up(f"p{n}@exemple.fr")
    page = desk.post(reverse("events:cafe_capacity", args=[cafe.slug]), {"capacity": "1"})
    assert page.status_code == 409
    assert "2\u00a0places sont prises" in page.content.decode()
    assert Cafe.objects.get(pk=cafe.pk).capacity == 3


def test_more_seats_go_to_those_who_wait_in_order(bounded, sign_up, coordinator, at):
    cafe = bounded(1)
    rows = [sign_up(f"p{n}@exemple.fr") for n in range(4)]
    placed = set_capacity(cafe=cafe, capacity=3, by=coordinator, at=at)
    assert [one.pk for one in placed] == [rows[1].pk, rows[2].pk]
    assert [Registration.objects.get(pk=row.pk).state for row in rows] == ["confirmed"] * 3 + ["waiting"]
    assert Mail.objects.filter(kind="cafe_confirmation").count() == 3


def test_a_capacity_that_serves_nobody_speaks_of_nobody(desk, bounded, sign_up):
    cafe = bounded(1)
    sign_up("un@exemple.fr")
    address = reverse("events:cafe_capacity", args=[cafe.slug])
    page = desk.post(address, {"capacity": "2"}, follow=True).content.decode()
    assert (
        "La capacité est de 2\u00a0places." in page
        and "liste d’attente" not in page.partition("La capacité est")[2][:60]
    )
    sign_up("deux@exemple.fr")
    sign_up("trois@exemple.fr")
    page = desk.post(address, {"capacity": "3"}, follow=True).content.decode()
    assert "1\u00a0personne de la liste d’attente a reçu une place et en est prévenue" in page


def test_a_cafe_without_a_capacity_has_no_dash_for_one(desk, cafe):
    page = desk.get(reverse("events:cafe_overbook", args=[cafe.slug])).content.decode()
    assert "n’a pas de capacité" in page and "capacité de –" not in page


def test_overbooking_is_counted_apart_and_journalled_with_its_reason(desk, bounded, sign_up, cafe):
    bounded(1)
    sign_up("un@exemple.fr")
    said = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@exemple.fr",
        "party_size": "2",
        "reason": "Intervenante",
    }
    assert desk.post(reverse("events:cafe_overbook", args=[cafe.slug]), said).status_code == 302
    added = Registration.objects.get(email="ada@exemple.fr")
    assert (added.state, added.is_overbooked, added.user) == ("confirmed", True, None)
    assert tuple(Cafe.objects.values_list("taken", "overbooked").get(pk=cafe.pk)) == (3, 2)
    assert Entry.objects.get(type="registration.overbooked").data == {"reason": "Intervenante"}
    assert Mail.objects.filter(to=["ada@exemple.fr"], kind="cafe_confirmation").exists()
    assert "Au-delà de la capacité" in desk.get(reverse("events:cafe_board", args=[cafe.slug])).content.decode()


def test_who_waits_is_taken_in_and_who_has_a_seat_is_not(bounded, sign_up, entry, coordinator, at):
    cafe = bounded(1)
    seated, waiting = sign_up("un@exemple.fr"), sign_up("deux@exemple.fr")
    with pytest.raises(Refused, match="a déjà une place"):
        overbook(cafe=cafe, entry=entry(email=seated.email), reason="x", by=coordinator, at=at)
    one = overbook(cafe=cafe, entry=entry(email=waiting.email), reason="x", by=coordinator, at=at)
    assert (one.pk, one.state, one.waiting_since) == (waiting.pk, RegistrationState.CONFIRMED, None)


def test_nothing_is_overbooked_while_seats_are_left(bounded, entry, coordinator, at):
    with pytest.raises(Refused, match="Il reste des places"):
        overbook(cafe=bounded(5), entry=entry(), reason="x", by=coordinator, at=at)
    assert not Registration.objects.exists()


def test_overbooking_while_others_sign_up_never_loses_a_seat(bounded, entry, coordinator, at, in_parallel):
    cafe = bounded(2)

    def act(n: int) -> Registration:
        said = entry(email=f"p{n}@exemple.fr")
        if n % 2:
            return overbook(cafe=cafe, entry=said, reason="x", by=coordinator, at=at)
        return register(cafe=cafe, entry=said, by=None, at=at)

    in_parallel(8, act)
    found = Cafe.objects.get(pk=cafe.pk)
    assert found.taken == Registration.objects.filter(state="confirmed").count() <= 2 + found.overbooked
    assert found.overbooked == Registration.objects.filter(is_overbooked=True).count()


def test_the_home_page_of_the_coordination_says_who_comes(desk, cafe, sign_up, bounded, lead, as_user):
    bounded(1)
    sign_up("un@exemple.fr")
    sign_up("deux@exemple.fr")
    page = desk.get("/espace/").content.decode()
    assert "1\u00a0personne confirmée, 1\u00a0en attente" in page
    assert "personne confirmée" not in as_user(lead).get("/espace/").content.decode()
