"""Slots planned with a preview, closed and opened; appointments moved and cancelled; the café itself moved."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse

from events.actions.cancelling import cancel
from events.actions.coordination.displacing import dismiss, displace
from events.actions.coordination.planning import open_slots, plan_slots
from events.actions.coordination.proposing import close_slots
from events.actions.coordination.relocating import relocate
from events.methods.slots import Plan
from events.models import Registration, Slot
from events.states import RegistrationState
from inmp_portal.journal.models import Entry
from inmp_portal.lib.files import store
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(second):
    """`plan(minutes=20)`: of the first desk, on the café's day."""

    def make(**changes) -> Plan:
        day = {"day": second.starts_at.date(), "opens": time(8), "closes": time(10), "minutes": 20, "desks": ("G1",)}
        return Plan(**{**day, **changes})

    return make


def calendar_of(mail: Mail) -> str:
    (joined,) = mail.attachments
    with store.open(joined["sha256"]) as file:
        return file.read().decode()


def hours(desk="G1") -> list[str]:
    slots = Slot.objects.filter(desk__code=desk, closed_at__isnull=True).order_by("starts_at")
    return [slot.hour for slot in slots]


def test_the_preview_changes_nothing_and_applying_keeps_what_is_booked(desk, second, slots, appoint):
    taken = appoint(slots[1])  # 8 h 15, which slots of twenty minutes do not know
    address = reverse("events:slots_plan", args=[second.slug])
    asked = {"opens": "08:00", "closes": "10:00", "minutes": "20", "buffer": "0", "breaks": "", "desks": ["G1"]}
    page = desk.post(address, asked).content.decode()
    assert "1\u00a0créneau pris reste" in page and "2\u00a0créneaux impossibles" in page
    assert len(hours()) == 8
    assert desk.post(address, {**asked, "appliquer": "1"}).status_code == 302
    assert hours() == ["08:15", "08:40", "09:00", "09:20", "09:40"]
    assert Registration.objects.get(pk=taken.pk).slot_id == slots[1].pk
    assert Entry.objects.filter(type="cafe.planned").count() == 1


def test_a_plan_that_cannot_be_says_why(desk, second):
    address = reverse("events:slots_plan", args=[second.slug])
    asked = {
        "opens": "10:00",
        "closes": "08:00",
        "minutes": "20",
        "buffer": "0",
        "breaks": "9h à 9h15",
        "desks": ["G1"],
    }
    page = desk.post(address, asked)
    assert page.status_code == 422 and "doit suivre le début" in page.content.decode()
    wrong = desk.post(address, {**asked, "breaks": "vers neuf heures"})
    assert "Écrivez chaque pause" in wrong.content.decode()


def test_a_slot_that_a_cancelled_registration_names_is_closed_and_comes_back(
    second, slots, appoint, plan, coordinator, at
):
    cancel(registration=appoint(slots[1]), by=None, at=at)
    plan_slots(cafe=second, plan=plan(), gives_at_once=True, by=coordinator, at=at)
    assert Slot.objects.get(pk=slots[1].pk).closed_at is not None
    plan_slots(cafe=second, plan=plan(minutes=15, closes=time(9)), gives_at_once=True, by=coordinator, at=at)
    assert hours() == ["08:00", "08:15", "08:30", "08:45"]


def test_new_slots_go_to_those_who_wait_unless_a_proposal_is_wanted(second, slots, appoint, plan, coordinator, at):
    Slot.objects.filter(desk__cafe=second).exclude(pk=slots[0].pk).delete()
    appoint(slots[0], "un@exemple.fr")
    waiting = appoint(None, "deux@exemple.fr")
    plan_slots(cafe=second, plan=plan(minutes=15), gives_at_once=False, by=coordinator, at=at)
    assert Registration.objects.get(pk=waiting.pk).state == RegistrationState.WAITING
    plan_slots(cafe=second, plan=plan(minutes=15), gives_at_once=True, by=coordinator, at=at)
    assert Registration.objects.get(pk=waiting.pk).state == RegistrationState.CONFIRMED


def test_free_slots_close_at_once_and_open_to_those_who_wait(second, slots, appoint, coordinator, at):
    assert close_slots(cafe=second, slots=slots[:7], reason="réunion", by=coordinator, at=at) is None
    appoint(slots[7], "un@exemple.fr")
    waiting = appoint(None, "deux@exemple.fr", hours=["08:00"])
    assert open_slots(cafe=second, slots=slots[:7], by=coordinator, at=at) == 7
    assert Registration.objects.get(pk=waiting.pk).slot_id == slots[0].pk
    with pytest.raises(Refused, match="déjà ouverts"):
        open_slots(cafe=second, slots=slots[:7], by=coordinator, at=at)


def test_an_appointment_is_moved_also_after_the_freeze(desk, second, slots, appoint, frozen_clock):
    one = appoint(slots[0])
    eve = second.starts_at - timedelta(hours=30)
    frozen_clock(eve)
    address = reverse("events:appointment_displace", args=[one.reference])
    assert desk.post(address, {"slot": slots[3].pk, "reason": "retard du train"}).status_code == 302
    one.refresh_from_db()
    assert (one.slot_id, one.ics_sequence) == (slots[3].pk, 1)
    assert not Slot.objects.get(pk=slots[0].pk).is_taken
    mail = Mail.objects.get(kind="rdv_annule_coordination")
    text = mail.text.replace("\u00a0", " ")
    assert "est déplacé (retard du train)" in text
    assert "- l’heure : lundi 23 juin 2025 à 8 h 45, jusqu’à 9 h (auparavant 8 h)" in text
    assert "- le guichet : Données et entrepôt\n" in text and "Vous n’avez rien à faire" in text
    assert "le déplacer" not in text  # the agendas are settled
    file = calendar_of(mail)
    assert "METHOD:REQUEST" in file and "SEQUENCE:1" in file and "T084500" in file
    entry = Entry.objects.get(type="registration.displaced")
    assert entry.data["reason"] == "retard du train"


def test_an_appointment_is_cancelled_and_goes_to_whoever_waits(slots, second, appoint, coordinator, at, snapshot):
    Slot.objects.filter(desk__cafe=second).exclude(pk=slots[0].pk).update(closed_at=at)
    one, waiting = appoint(slots[0]), appoint(None, "deux@exemple.fr")
    dismiss(registration=one, reason="l’experte est absente", by=coordinator, at=at)
    one.refresh_from_db()
    assert one.state == RegistrationState.CANCELLED
    assert Registration.objects.get(pk=waiting.pk).slot_id == slots[0].pk
    mail = Mail.objects.get(kind="rdv_annule_coordination")
    assert "METHOD:CANCEL" in calendar_of(mail)
    snapshot("mails/rdv_annule_coordination.txt", _text(mail))


def test_who_is_not_the_coordination_moves_nobody(slots, appoint, lead, at, as_user):
    one = appoint(slots[0], last_name="Secret")
    with pytest.raises(Refused, match="coordination"):
        displace(registration=one, slot=slots[1], reason="x", by=lead, at=at)
    page = as_user(lead).get(reverse("events:appointment_displace", args=[one.reference]))
    assert page.status_code == 404 and "Secret" not in page.content.decode()


def test_two_coordinators_move_two_people_to_one_slot_and_one_wins(
    slots, appoint, coordinator, director, at, in_parallel
):
    people = [appoint(slots[0], "un@exemple.fr"), appoint(slots[1], "deux@exemple.fr")]
    actors = [coordinator, director]
    done = in_parallel(2, lambda i: displace(registration=people[i], slot=slots[5], reason="x", by=actors[i], at=at))
    assert sorted(isinstance(outcome, Refused) for outcome in done) == [False, True]
    assert Registration.objects.filter(slot=slots[5]).count() == 1


def test_the_cafe_moves_with_its_slots_and_everybody_is_told(cafes, slots, appoint, coordinator, at, snapshot):
    second, one = cafes[1], appoint(slots[1])
    waiting = appoint(None, "deux@exemple.fr", hours=["23:45"])
    later = timedelta(minutes=15)
    told = relocate(
        cafe=second, starts_at=second.starts_at + later, ends_at=second.ends_at + later, venue="Amphithéâtre",
        by=coordinator, at=at,
    )  # fmt: skip
    one.refresh_from_db()
    assert (told, one.slot.hour, one.ics_sequence, one.revision) == (2, "08:30", 1, 1)
    mail = Mail.objects.get(kind="cafe_deplace")
    assert "SEQUENCE:1" in calendar_of(mail) and "T083000" in calendar_of(mail)
    snapshot("mails/cafe_deplace.txt", _text(mail))
    snapshot("mails/cafe_deplace_attente.txt", _text(Mail.objects.get(to=[waiting.email], kind="cafe_deplace_attente")))


def test_what_hangs_on_the_hour_moves_with_it(second, slots, appoint, coordinator, at):
    second.closes_at = second.starts_at - timedelta(days=2)
    second.save()
    waiting = appoint(None, "deux@exemple.fr", hours=["23:45"])
    Registration.objects.filter(pk=waiting.pk).update(
        state="offered", offered_until=second.starts_at - timedelta(hours=1)
    )
    earlier = second.starts_at - timedelta(days=1)
    relocate(
        cafe=second, starts_at=earlier, ends_at=earlier + timedelta(hours=2), venue="x", by=coordinator, at=at
    )  # fmt: skip
    second.refresh_from_db()
    waiting.refresh_from_db()
    assert (second.closes_at, waiting.offered_until) == (earlier - timedelta(days=2), earlier)
    mail = Mail.objects.get(kind="cafe_deplace_attente")
    assert mail.attachments == [] and "La place qui vous est proposée" in mail.text  # no file before it is accepted


def _text(mail: Mail) -> str:
    import re

    return re.sub(r"/lien/[0-9a-f]{40}/", "/lien/…/", f"{mail.subject}\n\n{mail.text}")
