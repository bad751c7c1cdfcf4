"""Two at once, on real PostgreSQL: replays, two confirmations, a deposit against a withdrawal, many dossiers."""

from __future__ import annotations

import uuid

import pytest

from applications.actions.depositing import deposit
from applications.actions.deposits.attempts import NotDeposited
from applications.actions.deposits.withdrawing import withdraw
from applications.models import Application, Deposit, DepositAttempt, Document
from applications.states import State
from inmp_portal.journal.models import Entry
from tests.factories.deposits import ready

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_replays_of_one_confirmation_make_one_deposit(in_parallel, call, at):
    application, token = ready(call=call), uuid.uuid4()
    results = in_parallel(50, lambda i: deposit(application=application, by=application.lead, at=at, token=token).pk)
    assert results == [Deposit.objects.get().pk] * 50
    assert Document.objects.filter(kind="receipt").count() == 1
    assert DepositAttempt.objects.count() == 1
    assert Entry.objects.filter(type="application.deposited").count() == 1


def test_two_confirmations_at_once_make_one_deposit_and_one_refusal(in_parallel, call, at):
    application = ready(call=call)
    results = in_parallel(2, lambda i: deposit(application=application, by=application.lead, at=at, token=uuid.uuid4()))
    assert {type(result) for result in results} == {Deposit, NotDeposited}
    assert Deposit.objects.count() == 1
    assert DepositAttempt.objects.filter(deposit=None).count() == 1


def test_a_deposit_and_a_withdrawal_at_once_follow_one_another(in_parallel, call, at):
    application = ready(call=call)

    def act(i):
        if i:
            return withdraw(application=application, by=application.lead, at=at, reason="Projet reporté")
        return deposit(application=application, by=application.lead, at=at, token=uuid.uuid4())

    in_parallel(2, act)
    application = Application.objects.get()
    told = list(Entry.objects.exclude(type="call.loaded").order_by("id").values_list("type", flat=True))
    assert application.state == State.WITHDRAWN
    assert told in (
        ["application.deposited", "application.withdrawn"],
        ["application.withdrawn", "application.deposit_refused"],
    )
    assert Deposit.objects.count() == application.deposit_count == ("application.deposited" in told)


def test_many_dossiers_at_once_are_numbered_without_gap(in_parallel, call, at):
    applications = [ready(call=call, place=place) for place in range(12)]
    results = in_parallel(
        12,
        lambda i: deposit(application=applications[i], by=applications[i].lead, at=at, token=uuid.uuid4()).number,
    )
    assert sorted(results) == [f"INMP-2025-{n:03d}" for n in range(1, 13)]


def test_two_dossiers_of_one_lead_cannot_pass_together(in_parallel, call, lead, at):
    applications = [ready(call=call, lead=lead, place=place) for place in range(2)]
    results = in_parallel(2, lambda i: deposit(application=applications[i], by=lead, at=at, token=uuid.uuid4()))
    assert {type(result) for result in results} == {Deposit, NotDeposited}
    assert Deposit.objects.count() == 1
