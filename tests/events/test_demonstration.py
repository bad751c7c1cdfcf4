"""The fictitious people sign up by the real actions, each at its instant; played again, nothing happens twice."""

from __future__ import annotations

import pytest

from events.actions.after.forgetting import forget
from events.demo import performance
from events.models import Registration
from inmp_portal.outbox.models import Mail, Reminder

pytestmark = pytest.mark.django_db


def test_the_sheets_are_played_once(cafes):
    ahead = cafes[1].starts_at
    assert performance.play(ahead, None) > 8
    assert performance.play(ahead, None) == 0
    assert Registration.objects.filter(is_walk_in=False).count() == 8
    kept = Registration.objects.filter(cafe=cafes[1]).order_by("created_at")
    assert [registration.last_name for registration in kept] == [
        "Hautemanière", "Hérondelle", "Montcornet", "Delamotte-Varin"
    ]  # fmt: skip
    assert [registration.slot.hour for registration in kept if registration.slot][:3] == ["08:00", "08:15", "08:45"]


def test_only_what_had_happened_by_then(cafes, at):
    performance.play(at, None)
    assert Registration.objects.count() == 4
    assert all(registration.created_at <= at for registration in Registration.objects.all())


def test_the_reception_of_27_may_and_the_reminders_at_their_instants(cafes, coordinator):
    after = cafes[1].ends_at
    performance.play(after, None)
    open_session = Registration.objects.filter(cafe=cafes[0])
    states = sorted(open_session.values_list("state", "is_walk_in"))
    assert states.count(("attended", True)) == 3 and states.count(("attended", False)) == 3
    assert states.count(("no_show", False)) == 1
    first = open_session.filter(checked_in_at__isnull=False).order_by("checked_in_at")[0]
    assert (cafes[0].starts_at - first.checked_in_at).seconds == 8 * 60
    assert set(Reminder.objects.values_list("mail__kind", flat=True)) == {"cafe_rappel", "cafe_suite"}
    assert Mail.objects.filter(kind="cafe_suite").count() == 3
    assert all(reminder.due_at == reminder.given_at for reminder in Reminder.objects.all())


def test_people_who_were_forgotten_do_not_sign_up_again(cafes, coordinator):
    at = cafes[1].ends_at.replace(year=2026)
    performance.play(at, None)
    count = Registration.objects.count()
    forget(at=at)
    assert performance.play(at, None) == 0
    assert Registration.objects.count() == count
