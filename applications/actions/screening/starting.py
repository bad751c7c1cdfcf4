"""Beginning to screen a deposited version: its checks, with the answers that the portal computes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.actions.deposits.reopening import put_back
from applications.models import Application, CheckAnswer, Deposit, Ruling, Screening
from applications.queries.screening.examining import examined
from applications.rules.screening import can_start
from applications.sections.screening.checks import CHECKS, checks_of
from applications.sections.screening.seen import seen
from applications.states import ComplementState, RulingState, State
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused

_CAME_BACK = "Dossier retiré, puis rétabli."


@transaction.atomic
def start(*, application: Application, by: User, at: datetime) -> Screening:
    """Screen the last deposited version.

    Of a dossier withdrawn and restored, the screening is taken up where it was; a decision that was taken still holds:
    withdrawing undoes none.
    """
    application = Application.objects.locked(application)
    can_start(by, application, at).require()
    last = Deposit.objects.select_related("frozen_form").filter(application=application).latest("version")
    _close_what_was_open(application, last, by, at)
    screening = Screening.objects.filter(deposit=last).first() or open_screening(application, last, by, at)
    application.move(State.SCREENING)
    journal.record("screening.started", application, by=by, at=at, version=last.version)
    if taken := screening.rulings.live().first():
        application.move(State(taken.outcome))
    return screening


def open_screening(application: Application, deposit: Deposit, by: User, at: datetime) -> Screening:
    """A screening of this version with its computed answers; under the dossier's lock."""
    listed = application.call.parameters.get(CHECKS, {}).get("value")
    if not listed:
        raise Refused("Cette édition n’a pas de contrôles de recevabilité\u00a0: rechargez son contenu.")
    screening = Screening.objects.create(
        application=application, deposit=deposit, checks=listed, started_at=at, started_by=by
    )
    it = examined(deposit)
    looked = ((check, seen(check, it)) for check in checks_of(listed))
    CheckAnswer.objects.bulk_create(
        CheckAnswer(screening=screening, code=check.code, finding=found.finding, reason=found.text, answered_at=at)
        for check, found in looked
        if found.finding
    )
    return screening


def _close_what_was_open(application: Application, last: Deposit, by: User, at: datetime) -> None:
    """A withdrawal leaves a request or a proposal behind; neither holds for a dossier that comes back."""
    for complement in application.complements.asked():
        complement.move(ComplementState.ENDED, resolved_at=at, end_reason=_CAME_BACK)
        put_back(application, last, by, at)
    proposed = Ruling.objects.filter(screening__application=application, state=RulingState.PROPOSED)
    for ruling in proposed.order_by("pk"):
        ruling.move(RulingState.DROPPED, ended_at=at, ended_by=by, end_reason=_CAME_BACK)
