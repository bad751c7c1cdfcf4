"""An answered question in the public FAQ, in words of the coordination and without a name; and off it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.actions.publishing.faq import add_question, remove_question
from events.models import CafeQuestion, Registration
from events.rules.desks import PUBLISHABLE, can_publish, can_unpublish
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def publish(*, question: CafeQuestion, wording: str, answer: str, by: User, at: datetime) -> CafeQuestion:
    """Publish under `wording` (250 characters at most) and `answer`. Refused without an answer or its author's consent."""
    question = CafeQuestion.objects.locked(question)
    can_publish(by, question, at).require()
    call = question.cafe.call
    question.published_as = add_question(call=call, question=wording, answer=answer, by=by, at=at)
    question.save(update_fields=["published_as"])
    journal.record("question.published", question, by=by, at=at)
    return question


@transaction.atomic
def unpublish(*, question: CafeQuestion, by: User, at: datetime) -> CafeQuestion:
    """Take the question off the FAQ; its answer stays with its asker."""
    question = CafeQuestion.objects.locked(question)
    can_unpublish(by, question, at).require()
    take_off(question, by=by, at=at)
    question.save(update_fields=["published_as"])
    return question


def take_off(question: CafeQuestion, *, by: User | None, at: datetime) -> None:
    """Remove what is published of a question that is yet to be saved; nothing when it is not published."""
    published, question.published_as = question.published_as, None
    if published is None:
        return
    CafeQuestion.objects.filter(pk=question.pk).update(published_as=None)
    remove_question(question=published, by=by, at=at)
    journal.record("question.unpublished", question, by=by, at=at)


def keep_consent(registration: Registration, *, by: User | None, at: datetime) -> None:
    """Bring the question of a registration in step with its consents: taken back, the question leaves the FAQ."""
    for question in CafeQuestion.objects.filter(registration=registration).select_related("published_as"):
        question.may_be_published = PUBLISHABLE in registration.consents
        if not question.may_be_published:
            take_off(question, by=by, at=at)
        question.save(update_fields=["may_be_published", "published_as"])
