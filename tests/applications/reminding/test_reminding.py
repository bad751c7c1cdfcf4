"""Reminders to drafts: once each, to those who still need them, whatever happens to beats, dates and dossiers."""

from __future__ import annotations

import pytest

from applications.actions.reminding import remind_drafts
from applications.models import Application, Call, Extension
from applications.states import State
from inmp_portal.journal.models import Entry
from inmp_portal.lib import clock
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail, Reminder
from inmp_portal.outbox.states import MailState
from tests.applications.reminding.scene import paris, tick

pytestmark = pytest.mark.django_db


def test_a_draft_gets_each_reminder_of_the_calendar(draft):
    whole_year = [
        "2025-08-08T09:00", "2025-08-25T09:00", "2025-09-01T09:00", "2025-09-05T09:00", "2025-09-07T09:00",
        "2025-09-08T09:00", "2025-09-08T20:59", "2025-09-09T09:00",
    ]  # fmt: skip
    assert [tick(when) for when in whole_year] == [
        ["rappel_j30"],
        ["rappel_j7"],
        ["rappel_j7"],
        ["rappel_j1"],
        ["rappel_j1"],
        ["rappel_j1"],
        [],
        ["brouillon_non_depose"],
    ]  # fmt: skip  (three hours before: this draft is not half written)
    assert Entry.objects.filter(type="application.reminded", object_id=str(draft.pk)).count() == 7


def test_three_hours_before_only_drafts_half_written(draft, application_in):
    half = application_in(State.DRAFT, created_at=paris("2025-05-02T10:00"), completeness=50)
    assert tick("2025-09-08T20:59") == ["rappel_h3"]
    assert Reminder.objects.get().object_id == str(half.pk)


def test_asked_again_it_is_given_once(draft):
    assert tick("2025-09-01T09:00") == ["rappel_j7"]
    assert tick("2025-09-01T09:00") == tick("2025-09-01T09:01") == tick("2025-09-01T18:00") == []


def test_beat_off_for_three_hours_gives_it_once_on_return(draft):
    assert tick("2025-09-01T08:59") == []
    assert tick("2025-09-01T12:00") == ["rappel_j7"]
    assert tick("2025-09-01T12:01") == []


def test_beat_off_for_a_week_gives_nothing_that_is_no_longer_true(draft):
    assert tick("2025-09-07T10:00") == ["rappel_j1"]


def test_a_deposited_or_withdrawn_dossier_is_left_alone(draft, application_in, lead):
    application_in(State.DEPOSITED, created_at=paris("2025-05-02T10:00"))
    Application.objects.filter(pk=draft.pk).update(
        state=State.WITHDRAWN, withdrawn_at=paris("2025-06-01T10:00"), withdrawn_by=lead
    )
    assert tick("2025-09-01T09:00") == []


def test_a_draft_opened_after_the_hour_is_not_told_what_it_knows(application_in):
    application_in(State.DRAFT, created_at=paris("2025-09-01T09:30"))
    assert tick("2025-09-01T10:00") == []


def test_deposited_between_queueing_and_sending_the_mail_does_not_leave(draft, mailoutbox):
    tick("2025-09-01T09:00")
    Application.objects.filter(pk=draft.pk).update(
        state=State.DEPOSITED, deposit_count=1, number="INMP-2025-001",
        first_deposited_at=paris("2025-09-01T09:01"), last_deposited_at=paris("2025-09-01T09:01"),
    )  # fmt: skip
    with clock.frozen(paris("2025-09-01T09:02")):
        outbox.deliver_due()
    mail = Mail.objects.get()
    assert (mail.state, mail.error) == (MailState.ABORTED, "Le dossier n’est plus un brouillon.")
    assert not mailoutbox


def test_a_mail_server_down_all_day_does_not_deliver_a_reminder_the_day_after(draft, mailoutbox):
    tick("2025-09-01T09:00")
    with clock.frozen(paris("2025-09-02T00:00")):
        outbox.deliver_due()
    assert Mail.objects.get().state == MailState.ABORTED
    assert not mailoutbox


def test_moving_the_close_moves_what_was_not_given_and_repeats_nothing(draft):
    assert tick("2025-09-01T09:00") == ["rappel_j7"]
    Call.objects.update(closes_at=paris("2025-09-15T23:59:59"))
    assert tick("2025-09-07T09:00") == []  # no longer the day before
    assert tick("2025-09-08T09:00") == []  # a week before again, but given already
    assert tick("2025-09-12T09:00") == ["rappel_j1"]
    assert tick("2025-09-14T09:00") == ["rappel_j1"]


def test_a_dossier_with_more_time_follows_its_own_close(draft, application_in, coordinator):
    other = application_in(State.DRAFT, created_at=paris("2025-05-02T10:00"))
    Extension.objects.create(
        application=draft, until=paris("2025-09-10T17:00"), reason="Panne du service informatique",
        granted_by=coordinator, granted_at=paris("2025-09-06T10:00"),
    )  # fmt: skip
    assert tick("2025-09-07T09:00") == ["rappel_j1"]
    assert Reminder.objects.get().object_id == str(other.pk)
    assert tick("2025-09-09T09:00") == ["brouillon_non_depose", "rappel_j1"]
    assert "mercredi 10 septembre 2025" not in Mail.objects.get(dedup_key__startswith="brouillon").text
    assert "demain, le mercredi 10 septembre 2025 à 17" in Mail.objects.get(object_id=draft.pk).text


def test_each_tick_with_nothing_due_is_three_light_queries(draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert remind_drafts(at=paris("2025-08-20T15:00")) == 0


@pytest.mark.django_db(transaction=True)
def test_three_beats_at_once_give_no_duplicate(call, in_parallel, application_in):
    for _ in range(8):
        application_in(State.DRAFT, created_at=paris("2025-05-02T10:00"))
    given = in_parallel(3, lambda _: remind_drafts(at=paris("2025-09-01T09:00")))
    assert sum(given) == 8
    assert Mail.objects.count() == Reminder.objects.count() == 8
