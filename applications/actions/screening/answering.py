"""Answering a check of eligibility. An answer given anew takes the place of the one before, which is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import CheckAnswer, Screening
from applications.rules.screening import can_answer, is_well_answered
from applications.sections.screening.checks import Check, checks_of
from applications.states import Finding
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def answer(*, screening: Screening, code: str, finding: str, reason: str, by: User, at: datetime) -> CheckAnswer:
    """Answer one check; where two opinions are asked for, this person's own. The same answer twice changes nothing."""
    screening = Screening.objects.locked(screening)
    can_answer(by, screening, at).require()
    check, reason = _check(screening, code), reason.strip()
    live = list(screening.answers.filter(code=code, replaced_at__isnull=True).order_by("opinion"))
    is_well_answered(check, finding, reason, live, by).require()
    replaced = _replaced(check, live, by)
    if replaced and (replaced.finding, replaced.reason, replaced.answered_by_id) == (finding, reason, by.pk):
        return replaced
    if replaced:
        replaced.replaced_at = at
        replaced.save(update_fields=["replaced_at"])
    made = CheckAnswer.objects.create(
        screening=screening, code=code, opinion=_place(live, replaced), finding=finding, reason=reason, answered_at=at,
        answered_by=by,
    )  # fmt: skip
    journal.record(
        "screening.answered", screening.application, by=by, at=at, check=code, finding=str(Finding(finding).label),
        before=str(Finding(replaced.finding).label) if replaced else "",
    )  # fmt: skip
    return made


def _check(screening: Screening, code: str) -> Check:
    for check in checks_of(screening.checks):
        if check.code == code:
            return check
    raise Refused("Ce contrôle n’existe pas dans cette édition.")


def _replaced(check: Check, live: list[CheckAnswer], by: User) -> CheckAnswer | None:
    """The answer whose place this one takes: the only one, or this person's own of two opinions."""
    if check.opinions == 1:
        return live[0] if live else None
    return next((one for one in live if one.answered_by_id == by.pk), None)


def _place(live: list[CheckAnswer], replaced: CheckAnswer | None) -> int:
    if replaced:
        return replaced.opinion
    return min({1, 2} - {one.opinion for one in live})
