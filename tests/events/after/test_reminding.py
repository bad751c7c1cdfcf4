"""Reminders of the cafés: each at its instant, once, to those whom it still concerns."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from events.actions.after.reminding import remind_registrations
from events.actions.booking import move
from events.actions.cancelling import cancel
from events.actions.day.arriving import check_in
from events.models import Cafe, Registration, Slot
from events.reminders import rules_of
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib import clock
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.methods.occurrences import occurrence
from inmp_portal.outbox.models import Mail, Reminder
from inmp_portal.outbox.states import MailState

pytestmark = pytest.mark.django_db


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def tick(text: str) -> int:
    """One round of the beat at that instant."""
    with clock.frozen(paris(text)):
        return remind_registrations(at=paris(text))


CALENDAR = [
    (0, ["2025-05-20T09:00", "2025-05-23T09:00", "2025-05-26T09:00", "2025-05-27T06:00", "2025-06-02T09:00"]),
    (1, ["2025-06-16T09:00", "2025-06-19T09:00", "2025-06-22T09:00", "2025-06-23T06:00", "2025-06-26T09:00"]),
]


@pytest.mark.parametrize(("which", "instants"), CALENDAR)
def test_every_instant_of_both_cafes(cafes, which, instants):
    found = [occurrence(rule, cafes[which].starts_at) for rule in rules_of(cafes[which])]
    assert [one.due_at for one in found if one] == [paris(instant) for instant in instants]


def test_a_registration_gets_each_of_them_once(sign_up, cafe):
    sign_up()
    given = [tick(instant) for instant in CALENDAR[0][1]]
    assert given == [1, 1, 1, 1, 0]  # the last one is for those who came
    assert Mail.objects.filter(kind="cafe_rappel").count() == Reminder.objects.count() == 4
    assert JournalEntry.objects.filter(type="registration.reminded").count() == 4


@pytest.mark.parametrize("instant", CALENDAR[0][1][:4])
def test_a_minute_before_nothing_leaves(sign_up, instant):
    sign_up()
    assert tick((datetime.fromisoformat(instant) - timedelta(minutes=1)).isoformat()) == 0


def test_an_appointment_is_reminded_two_hours_before_its_own_hour(appointment):
    registration = appointment("a@exemple.fr", nth=3)  # 8:45
    assert tick("2025-06-23T06:00") == 0
    assert tick("2025-06-23T06:45") == 1
    assert registration.slot and "8\u00a0h\u00a045" in Mail.objects.get(kind="cafe_rappel").text


def test_three_beats_give_it_once(sign_up):
    sign_up()
    assert [tick("2025-05-23T09:00") for _ in range(3)] == [1, 0, 0]


def test_beat_off_three_hours_gives_it_once_on_return(sign_up):
    sign_up()
    assert [tick("2025-05-23T08:59"), tick("2025-05-23T12:00"), tick("2025-05-23T12:01")] == [0, 1, 0]


def test_beat_off_too_long_gives_nothing_that_is_no_longer_useful(sign_up):
    sign_up()
    assert tick("2025-05-24T00:00") == 0  # a Saturday, besides
    assert tick("2025-05-27T07:30") == 0


def test_who_signs_up_late_skips_what_is_past(sign_up):
    sign_up(when=paris("2025-05-23T09:30"))
    assert tick("2025-05-23T10:00") == 0
    assert tick("2025-05-26T09:00") == 1


def test_who_waits_or_cancelled_is_left_alone(bounded, sign_up, at):
    bounded(1)
    seated = sign_up("un@exemple.fr")
    sign_up("deux@exemple.fr")
    cancel(registration=seated, by=None, at=at)  # deux has the seat
    sign_up("trois@exemple.fr")
    assert tick("2025-05-23T09:00") == 1
    assert Mail.objects.get(kind="cafe_rappel").to == ["deux@exemple.fr"]


def test_the_state_is_read_again_before_sending(sign_up, mailoutbox):
    registration = sign_up()
    Mail.objects.all().delete()
    tick("2025-05-23T09:00")
    cancel(registration=registration, by=None, at=paris("2025-05-23T09:01"))
    with clock.frozen(paris("2025-05-23T09:02")):
        outbox.deliver_due()
    assert Mail.objects.get(kind="cafe_rappel").state == MailState.ABORTED


def test_an_appointment_moved_meanwhile_does_not_get_its_old_hour(appointment):
    registration = appointment("a@exemple.fr", nth=0)
    assert tick("2025-06-19T09:00") == 1
    other = Slot.objects.filter(desk__code="G1").order_by("starts_at")[4]
    move(registration=registration, slot=other, by=None, at=paris("2025-06-19T09:05"))
    with clock.frozen(paris("2025-06-19T09:06")):
        outbox.deliver_due()
    assert Mail.objects.get(kind="cafe_rappel").error == "L’heure de cette inscription a changé."
    assert tick("2025-06-19T09:10") == 0  # the mail of the move has just said the new hour
    assert tick("2025-06-22T09:00") == 1
    assert "à 9\u00a0h" in Mail.objects.filter(kind="cafe_rappel").latest("id").text


def test_moving_the_cafe_moves_what_was_not_given(sign_up, cafe):
    sign_up()
    assert tick("2025-05-20T09:00") == 1
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=paris("2025-06-03T08:00"), ends_at=paris("2025-06-03T10:00"))
    assert tick("2025-05-23T09:00") == tick("2025-05-27T06:00") == 0
    assert tick("2025-05-27T09:00") == 0  # a week before again: given already under this revision
    assert tick("2025-05-30T09:00") == 1
    assert tick("2025-06-02T09:00") == 1


def test_afterwards_only_those_who_came_are_written_to(sign_up, coordinator, cafe):
    here = sign_up("un@exemple.fr")
    sign_up("deux@exemple.fr")
    check_in(registration=here, by=coordinator, at=cafe.starts_at)
    assert tick("2025-06-02T09:00") == 1
    assert Mail.objects.get(kind="cafe_suite").to == ["un@exemple.fr"]
    assert tick("2025-06-02T09:01") == 0


def test_contacts_are_given_on_the_same_axis_with_consent_and_nothing_more(sign_up, coordinator, cafe):
    shares = {"partage_coordonnees": True}
    people = {
        "moi@exemple.fr": ({"axes": ["axe1", "nsp"]}, {}),
        "voisine@exemple.fr": ({"axes": ["axe1"], "regime": "sans gluten"}, shares),
        "muette@exemple.fr": ({"axes": ["axe1"]}, {}),
        "lointaine@exemple.fr": ({"axes": ["axe4"]}, shares),
        "indecise@exemple.fr": ({"axes": ["nsp"]}, shares),
        "absente@exemple.fr": ({"axes": ["axe1"]}, shares),
    }
    for email, (answers, consents) in people.items():
        name = email.partition("@")[0].capitalize()
        one = sign_up(email, answers=answers, consents=consents, last_name=name)
        if email != "absente@exemple.fr":
            check_in(registration=one, by=coordinator, at=cafe.starts_at)
    tick("2025-06-02T09:00")
    text = Mail.objects.get(kind="cafe_suite", to=["moi@exemple.fr"]).text
    assert "- Hélène Voisine, Génétique, CHU de Rouen : voisine@exemple.fr" in text.replace("\u00a0", " ")
    assert not [word for word in ("muette", "lointaine", "indecise", "absente", "gluten") if word in text.lower()]
    assert "transmises" not in Mail.objects.get(kind="cafe_suite", to=["indecise@exemple.fr"]).text


def test_each_tick_with_nothing_due_is_light(sign_up, appointment, django_assert_max_num_queries):
    sign_up()
    appointment("a@exemple.fr")
    with django_assert_max_num_queries(4):
        assert remind_registrations(at=paris("2025-05-21T15:00")) == 0


@pytest.mark.django_db(transaction=True)
def test_three_beats_at_once_give_no_duplicate(sign_up, in_parallel):
    for n in range(6):
        sign_up(f"n{n}@exemple.fr")
    when = paris("2025-05-23T09:00")
    assert sum(in_parallel(3, lambda _: remind_registrations(at=when))) == 6
    assert Mail.objects.filter(kind="cafe_rappel").count() == Reminder.objects.count() == 6
    assert Registration.objects.count() == 6
