"""The frequent questions of a call: one more, or one less."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from applications.models import Call, Question
from applications.rules.coordinating import can_coordinate
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.folding import fold

_FIRST = 1000  # positions below are the edition's own content, which may still grow


@transaction.atomic
def add_question(*, call: Call, question: str, answer: str, by: User, at: datetime) -> Question:
    """Publish a question and its answer after the others; Refused for whoever does not coordinate."""
    can_coordinate(by, at).require()
    Call.objects.select_for_update().get(pk=call.pk)  # one position each
    last = Question.objects.filter(call=call).aggregate(last=Max("position"))["last"] or 0
    made = Question.objects.create(
        call=call, position=max(last + 1, _FIRST), question=question, answer=answer, folded=fold(f"{question} {answer}")
    )
    journal.record("faq.added", made, by=by, at=at)
    return made


@transaction.atomic
def remove_question(*, question: Question, by: User | None, at: datetime) -> None:
    """Take a question off. The caller has the right to: the coordination, or the asker who takes their consent back."""
    journal.record("faq.removed", question, by=by, at=at)
    question.delete()
