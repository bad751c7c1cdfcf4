"""Questions that ask the same, put together so that one answer serves them all; and put apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from events.actions.questions.answering import tell_answer
from events.models import CafeQuestion
from events.rules.desks import can_sort_questions
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused

_TOO_FEW = "Choisissez au moins deux questions à réunir."
_TWO_ANSWERS = "Ces questions ont déjà des réponses différentes\u00a0: elles ne se réunissent pas."


@transaction.atomic
def merge(*, references: Sequence[str], by: User, at: datetime) -> CafeQuestion:
    """Put questions together under the one that is answered, else the first asked; their groups follow them.

    Refused when two of them have answers of their own. Askers who had no answer yet are told of the group's.
    """
    can_sort_questions(by, at).require()
    found = list(_locked(references))
    if len(found) < 2:
        raise Refused(_TOO_FEW)
    answered = [question for question in found if question.answered_at]
    if len(answered) > 1:
        raise Refused(_TWO_ANSWERS)
    head = (answered or found)[0]
    others = [question.pk for question in found if question.pk != head.pk]
    CafeQuestion.objects.filter(same_as__in=others).update(same_as=head)
    CafeQuestion.objects.filter(pk__in=others).update(same_as=head)
    journal.record("question.merged", head, by=by, at=at, count=len(found))
    if head.answered_at:
        tell_answer(head)
    return head


@transaction.atomic
def split(*, question: CafeQuestion, by: User, at: datetime) -> CafeQuestion:
    """Take a question out of its group: it waits for an answer of its own."""
    can_sort_questions(by, at).require()
    question = CafeQuestion.objects.locked(question)
    if question.same_as_id is None:
        raise Refused("Cette question n’est réunie à aucune autre.")
    question.same_as = None
    question.save(update_fields=["same_as"])
    journal.record("question.split", question, by=by, at=at)
    return question


def _locked(references: Sequence[str]) -> Sequence[CafeQuestion]:
    """The heads of groups among them, in the order in which they were asked; locked in the order of keys."""
    rows = CafeQuestion.objects.filter(reference__in=references, same_as__isnull=True).with_call()
    return sorted(rows.select_for_update(of=("self",)).order_by("pk"), key=lambda one: (one.asked_at, one.pk))
