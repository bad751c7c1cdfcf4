"""Taking consents back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.questions.publishing import keep_consent
from events.actions.whom import GUEST
from events.models import Registration
from events.rules.after import can_withdraw_consents, freely_given
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal

PUBLICATION = "reponse_publique"  # the consent that the question itself carries


@transaction.atomic
def withdraw_consents(
    *, registration: Registration, names: set[str] | None = None, by: User | None, at: datetime
) -> Registration:
    """Take back these consents, or all of them (None). A question that was published leaves the FAQ."""
    registration = Registration.objects.locked(registration)
    can_withdraw_consents(by, registration, at).require()
    given = freely_given(registration)
    gone = given if names is None else names & given
    registration.consents = {name: when for name, when in registration.consents.items() if name not in gone}
    registration.updated_at = at
    registration.save()
    if PUBLICATION in gone:
        keep_consent(registration, by=by, at=at)
    journal.record("registration.consents_withdrawn", registration, by=by or GUEST, at=at, names=sorted(gone))
    return registration
