"""A question in writing, from somebody who cannot come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.booking import Asked
from events.actions.whom import GUEST
from events.models import Cafe, CafeQuestion
from events.rules.registering import can_ask
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.references import new_reference


@transaction.atomic
def ask(*, cafe: Cafe, asked: Asked, name: str, email: str, by: User | None, at: datetime) -> CafeQuestion:
    """Keep a written question; its answer is published without a name, or sent to `email` when one is given."""
    can_ask(by, cafe, at).require()
    question = CafeQuestion.objects.create(
        reference=new_reference(10), cafe=cafe, desk=asked.desk, theme=asked.theme, text=asked.text, author_name=name,
        author_email=email.strip().lower(), may_be_published=asked.may_be_published, asked_at=at,
    )  # fmt: skip
    journal.record("question.asked", question, by=by or GUEST, at=at, theme=asked.theme)
    return question
