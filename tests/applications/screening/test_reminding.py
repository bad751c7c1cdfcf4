"""A complement that does not come is recalled half-way and on the eve, once each; one's own page says it too."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from applications.actions.screening.asking import extend
from applications.actions.screening.reminding import remind_complements
from applications.methods.deposits.recalling import EVE, HALFWAY, instants
from inmp_portal.journal.models import Entry
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.models import Mail, Reminder
from tests.applications.screening.conftest import DUE


def paris(*parts):
    return datetime(*parts, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("asked_at", "due_at", "expected"),
    [
        (paris(2025, 9, 12, 16), DUE, {HALFWAY: paris(2025, 9, 16, 9), EVE: paris(2025, 9, 18, 9)}),
        # half-way on a Saturday: the Monday, which is the eve, once
        (paris(2025, 9, 11, 16), paris(2025, 9, 16, 12), {EVE: paris(2025, 9, 15, 9)}),
        (paris(2025, 9, 12, 16), paris(2025, 9, 12, 20), {}),
    ],
)
def test_when(asked_at, due_at, expected):
    assert instants(asked_at, due_at) == expected


def test_once_half_way_and_once_on_the_eve(request_complement):
    request_complement()  # on 9 September, until the 19th
    said = [remind_complements(at=paris(2025, 9, day, 9, 0, 15)) for day in (10, 15, 15, 16, 18, 18)]
    assert said == [0, 1, 0, 0, 1, 0]
    assert Mail.objects.filter(kind="demande_complement").count() == 3
    assert Entry.objects.filter(type="screening.complement_reminded").count() == 2


def test_after_an_outage_only_the_last_one(request_complement):
    request_complement()
    assert [remind_complements(at=paris(2025, 9, 18, 9, 1)) for _ in range(2)] == [1, 0]


def test_never_once_it_came_or_the_date_went_by(request_complement, send):
    request_complement()
    assert remind_complements(at=DUE + timedelta(seconds=1)) == 0
    send(reply="Voici.")
    assert remind_complements(at=paris(2025, 9, 18, 9, 1)) == 0


def test_a_date_that_moves_takes_its_reminders_with_it(request_complement, coordinator, after):
    complement = request_complement()
    assert remind_complements(at=paris(2025, 9, 18, 9, 1)) == 1
    extend(
        complement=complement,
        due_at=DUE + timedelta(days=4),
        reason="Congés.",
        by=coordinator,
        at=paris(2025, 9, 18, 10),
    )
    assert remind_complements(at=paris(2025, 9, 22, 9, 1)) == 1
    assert Reminder.objects.filter(rule=EVE).count() == 2


def test_a_tick_with_nothing_due_is_one_light_query(request_complement, django_assert_num_queries):
    request_complement()
    with django_assert_num_queries(1):
        remind_complements(at=paris(2025, 9, 10, 9))


def test_ones_space_says_what_is_asked_and_by_when(request_complement, as_user, lead, frozen_clock):
    request_complement()
    page = as_user(lead).get(reverse("home:space")).content.decode()
    assert "Compléter SEPSI" in page and "19 septembre" in page
    frozen_clock(DUE + timedelta(hours=1))
    assert "n’est pas venu dans le délai" in as_user(lead).get(reverse("home:space")).content.decode()


def test_the_coordination_is_told_what_there_is_to_screen(dossier, as_user, coordinator):
    page = as_user(coordinator).get(reverse("home:space")).content.decode()
    assert "1\u00a0dossier à examiner" in page and reverse("applications:screening_list") in page
