"""What somebody thought of a café: kept without anything that says who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from events.models import Feedback, Registration
from events.rules.after import can_give_feedback
from inmp_portal.journal import actions as journal
from inmp_portal.lib.clock import PARIS


@transaction.atomic
def give_feedback(*, registration: Registration, answers: Mapping[str, str], at: datetime) -> None:
    """Keep the answers and, apart from them, that this person has answered.

    Neither the row nor the journal says who, nor more of when than the day; the registration's own instants stay as
    they were.
    """
    registration = Registration.objects.locked(registration)
    can_give_feedback(None, registration, at).require()
    Registration.objects.filter(pk=registration.pk).update(gave_feedback=True)
    local = at.astimezone(PARIS)
    said = {question: answer for question, answer in answers.items() if answer}
    Feedback.objects.create(cafe=registration.cafe, answers=said, day=local.date())
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    journal.record("cafe.feedback_given", registration.cafe, by=None, at=midnight)
