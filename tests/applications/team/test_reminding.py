"""An invitation left unanswered is sent once more after a week, and never to who has answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.actions.team.answering import accept, refuse
from applications.actions.team.inviting import remove, renew
from applications.actions.team.reminding import remind_invitations
from applications.models import Call
from inmp_portal.journal.models import Entry
from inmp_portal.outbox.models import Mail

WEEK = timedelta(days=8)  # an invitation expires at the end of a day


@pytest.fixture(autouse=True)
def closing_later(call, at):
    Call.objects.update(closes_at=at + timedelta(days=60))


def test_once_after_a_week_and_not_before(invited, helper, at):
    assert remind_invitations(at=at + timedelta(days=6)) == 0
    assert [remind_invitations(at=at + WEEK) for _ in range(2)] == [1, 0]
    mails = Mail.objects.filter(kind="invitation_coporteur")
    assert mails.count() == 2 and {mail.to[0] for mail in mails} == {helper.email}
    assert Entry.objects.filter(type="team.reminded", actor_id=None).count() == 1


def test_never_once_answered_taken_back_or_expired(invited, dossier, lead, helper, join, at):
    assert remind_invitations(at=invited.expires_at + timedelta(seconds=1)) == 0
    refuse(membership=invited, by=helper, at=at)
    join(helper)
    remove(membership=dossier.memberships.active().get(), by=lead, at=at)
    assert remind_invitations(at=at + WEEK) == 0


def test_not_after_the_close(invited, at):
    Call.objects.update(closes_at=at + timedelta(days=3))
    assert remind_invitations(at=at + WEEK) == 0


def test_an_invitation_sent_again_waits_for_a_week_of_its_own(invited, lead, helper, at):
    renewed = renew(membership=invited, by=lead, at=at + timedelta(days=5))
    assert remind_invitations(at=at + WEEK) == 0
    accept(membership=renewed, by=helper, at=at + WEEK)
    assert remind_invitations(at=at + 2 * WEEK) == 0


def test_a_tick_with_nothing_due_is_one_light_query(invited, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        remind_invitations(at=at)
