"""Two at once, on real PostgreSQL: two decisions, a decision against a complement, two second readings."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from applications.actions.screening.answering import answer
from applications.actions.screening.asking import end
from applications.actions.screening.ruling import confirm, rule
from applications.actions.screening.sending import send_complement
from applications.actions.screening.starting import start
from applications.models import Application, CheckAnswer, Complement, Deposit, Ruling, Screening
from applications.states import ComplementState, State
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.applications.screening.conftest import DUE

pytestmark = pytest.mark.django_db(transaction=True)


def only(results, kind):
    assert sum(isinstance(result, kind) for result in results) == 1, results
    assert all(isinstance(result, (kind, Refused)) for result in results), results


def test_two_begin_at_once(in_parallel, dossier, coordinator, director, after):
    only(in_parallel(2, lambda i: start(application=dossier, by=(coordinator, director)[i], at=after)), Screening)
    assert CheckAnswer.objects.count() == 6


def test_two_decide_at_once(in_parallel, screening, settle, coordinator, director, after):
    settle(screening)
    results = in_parallel(
        4,
        lambda i: rule(screening=screening, outcome="eligible", motive="", by=(coordinator, director)[i % 2], at=after),
    )
    only(results, Ruling)
    assert Mail.objects.filter(kind="recevable").count() == 1 and Application.objects.get().state == State.ELIGIBLE


def test_two_second_readings_at_once(in_parallel, screening, settle, coordinator, director, after):
    settle(screening, R3="Hors du Campus.")
    made = rule(screening=screening, outcome="ineligible", motive="Employeur hors du Campus.", by=coordinator, at=after)
    only(in_parallel(3, lambda i: confirm(ruling=made, by=director, at=after)), Ruling)
    assert Mail.objects.filter(kind="irrecevable").count() == 1


def test_two_answers_at_once_leave_one_standing(in_parallel, screening, coordinator, director, after):
    answers = ("yes", ""), ("no", "Illisible.")
    in_parallel(
        2,
        lambda i: answer(
            screening=screening,
            code="R9",
            finding=answers[i][0],
            reason=answers[i][1],
            by=(coordinator, director)[i],
            at=after,
        ),
    )
    assert screening.answers.filter(code="R9").count() == 2
    assert screening.answers.filter(code="R9", replaced_at__isnull=True).count() == 1


def test_two_opinions_at_once_are_both_kept(in_parallel, screening, coordinator, director, after):
    in_parallel(
        2,
        lambda i: answer(
            screening=screening, code="R11", finding="yes", reason="", by=(coordinator, director)[i], at=after
        ),
    )
    assert sorted(screening.answers.filter(code="R11").values_list("opinion", flat=True)) == [1, 2]


def test_a_decision_and_a_complement_at_once_follow_one_another(
    in_parallel, screening, settle, request_complement, dossier, coordinator, lead, frozen_clock
):
    """At the last second the complement is in time; a clock that is ahead finds it late: whoever comes first wins."""
    settle(screening, visas=False)
    request_complement(visa_direction="")
    frozen_clock(DUE)
    late = DUE + timedelta(seconds=1)

    def act(i):
        if i:
            return rule(screening=screening, outcome="ineligible", motive="Visas manquants.", by=coordinator, at=late)
        return send_complement(application=dossier, by=lead, at=DUE, token=uuid.uuid4(), reply="Voici.")

    results = in_parallel(2, act)
    assert isinstance(results[0], Deposit)  # a proposal takes nothing from the team
    complement, ruling = Complement.objects.get(), Ruling.objects.first()
    assert complement.state == ComplementState.RECEIVED
    assert isinstance(results[1], Ruling if ruling else Refused)
    if ruling:  # proposed just before: it speaks of the version before, and is set aside
        with pytest.raises(Refused, match="n’attend plus de seconde lecture"):
            confirm(
                ruling=ruling,
                by=coordinator.__class__.objects.exclude(pk__in=[coordinator.pk, lead.pk]).first(),
                at=late,
            )


def test_the_end_of_a_request_and_its_answer_at_once(
    in_parallel, request_complement, dossier, coordinator, lead, after
):
    complement = request_complement()

    def act(i):
        if i:
            return end(complement=complement, reason="Par erreur.", by=coordinator, at=after)
        return send_complement(application=dossier, by=lead, at=after, token=uuid.uuid4(), reply="Voici.")

    results = in_parallel(2, act)
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Application.objects.get().state == State.SCREENING
    assert Deposit.objects.count() == (2 if Complement.objects.get().state == ComplementState.RECEIVED else 1)


def test_twenty_replays_of_one_complement_make_one_version(in_parallel, request_complement, dossier, lead, after):
    request_complement()
    token = uuid.uuid4()
    results = in_parallel(
        20, lambda i: send_complement(application=dossier, by=lead, at=after, token=token, reply="Voici.").pk
    )
    assert len(set(results)) == 1 and Deposit.objects.count() == 2 and Screening.objects.count() == 2
