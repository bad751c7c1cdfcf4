"""The answer to a question asked to the cafés: noted once, told once to each person who asked the same."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.models import CafeQuestion
from events.notices.questions import Answered
from events.rules.desks import can_answer
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def answer(*, question: CafeQuestion, text: str, by: User, at: datetime) -> CafeQuestion:
    """Note the answer, or correct it; those with an address are told of it the first time only.

    Raises Refused for whoever does not keep the desk, and for a question whose answer is its group's.
    """
    question = CafeQuestion.objects.locked(question)
    can_answer(by, question, at).require()
    question.answer, question.answered_at, question.answered_by = text.strip(), at, by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    journal.record("question.answered", question, by=by, at=at)
    tell_answer(question)
    return question


def tell_answer(question: CafeQuestion) -> None:
    """Tell every asker of the group who has an address and was not told before."""
    same = CafeQuestion.objects.filter(same_as=question).with_call("registration", "same_as")
    for asked in [question, *same.order_by("pk")]:
        if asked.asker_email:
            outbox.queue(Answered(asked), dedup=(asked.reference,))
