"""Deciding on eligibility: taken at once when the dossier is eligible, read twice when it is not, undone with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Complement, Ruling, Screening
from applications.notices.screening.ruling import BY_OUTCOME, RulingReversed
from applications.rules.screening import can_confirm, can_drop, can_reverse, can_rule, follows_from
from applications.sections.screening.checks import checks_of
from applications.states import ComplementState, RulingState, State
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused, Verdict
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def rule(*, screening: Screening, outcome: str, motive: str, by: User, at: datetime) -> Ruling:
    """Decide that the dossier is eligible, or propose to refuse it: another person reads it before it is told."""
    screening, motive = Screening.objects.locked(screening), motive.strip()
    can_rule(by, screening, at).require()
    holds(screening, outcome).require()
    ruling = Ruling(screening=screening, outcome=outcome, motive=motive, proposed_at=at, proposed_by=by)
    if outcome == State.ELIGIBLE:
        ruling.state, ruling.confirmed_at, ruling.confirmed_by = RulingState.CONFIRMED, at, by
        ruling.save()
        return _taken(ruling, by, at)
    if not motive:
        raise Refused("Écrivez le motif\u00a0: il est adressé à la personne porteuse tel quel.")
    ruling.state = RulingState.PROPOSED
    ruling.save()
    journal.record("screening.refusal_proposed", screening.application, by=by, at=at, motive=motive)
    return ruling


@transaction.atomic
def confirm(*, ruling: Ruling, by: User, at: datetime) -> Ruling:
    """The second reading of a refusal: it is taken, and told."""
    ruling = _locked(ruling)
    can_confirm(by, ruling, at).require()
    holds(ruling.screening, ruling.outcome).require()
    ruling.move(RulingState.CONFIRMED, confirmed_at=at, confirmed_by=by)
    return _taken(ruling, by, at)


@transaction.atomic
def drop(*, ruling: Ruling, reason: str, by: User, at: datetime) -> Ruling:
    """Set a proposal aside: nothing was told to anybody."""
    ruling = _locked(ruling)
    can_drop(by, ruling, at).require()
    ruling.move(RulingState.DROPPED, ended_at=at, ended_by=by, end_reason=_reason(reason))
    journal.record("screening.refusal_dropped", ruling.screening.application, by=by, at=at, reason=ruling.end_reason)
    return ruling


@transaction.atomic
def reverse(*, ruling: Ruling, reason: str, by: User, at: datetime) -> Ruling:
    """Undo a decision: the dossier is screened again, and its team is told why."""
    ruling = _locked(ruling)
    can_reverse(by, ruling, at).require()
    ruling.move(RulingState.REVERSED, ended_at=at, ended_by=by, end_reason=_reason(reason))
    application = ruling.screening.application
    application.move(State.SCREENING)
    journal.record(
        "screening.reversed",
        application,
        by=by,
        at=at,
        outcome=str(State(ruling.outcome).label),
        reason=ruling.end_reason,
    )
    outbox.queue(RulingReversed(ruling, at), dedup=(ruling.pk,))
    return ruling


def holds(screening: Screening, outcome: str) -> Verdict:
    """Do the answers, as they are now, lead to this decision?"""
    live = screening.answers.filter(replaced_at__isnull=True)
    complements = Complement.objects.filter(application=screening.application_id)
    return follows_from(outcome, checks_of(screening.checks), live, complements)


def _taken(ruling: Ruling, by: User, at: datetime) -> Ruling:
    """The dossier moves with its decision; a complement that never came is closed as such."""
    application = ruling.screening.application
    if complement := application.asked_complement:
        complement.move(ComplementState.LAPSED, resolved_at=at)
    application.move(State(ruling.outcome))
    journal.record(
        "screening.decided", application, by=by, at=at, outcome=str(State(ruling.outcome).label), motive=ruling.motive,
        proposed_by=str(ruling.proposed_by),
    )  # fmt: skip
    outbox.queue(BY_OUTCOME[ruling.outcome](ruling, at), dedup=(ruling.pk,))
    return ruling


def _locked(ruling: Ruling) -> Ruling:
    screening = Screening.objects.locked(ruling.screening)
    found = Ruling.objects.select_related("proposed_by").get(pk=ruling.pk)
    found.screening = screening
    return found


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refused("Indiquez le motif.")
    return reason.strip()
