"""Tying a registration to a dossier of the same person, and letting the desk's expert see the essential of it, or not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.models import Registration
from events.queries.dossiers import own_dossier
from events.rules.desks import SHARES_DOSSIER
from events.rules.refining import NOT_OWN, can_tie
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def tie(*, registration: Registration, reference: str, shares: bool, by: User, at: datetime) -> Registration:
    """Tie to the dossier of that reference, which `by` leads; with `shares`, the expert sees its title, axis and summary.

    A registration made without an account becomes that of `by`, who holds its link.
    """
    registration = Registration.objects.locked(registration)
    can_tie(by, registration, at).require()
    dossier = own_dossier(by, reference)
    if dossier is None:
        raise Refused(NOT_OWN)
    registration.application, registration.user = dossier, by
    registration.consents = _consents(registration, shares, at)
    registration.save(update_fields=["application", "user", "consents"])
    journal.record("registration.tied", registration, by=by, at=at, dossier=dossier.reference)
    return registration


@transaction.atomic
def untie(*, registration: Registration, by: User, at: datetime) -> Registration:
    """The dossier is no longer that of the registration, nor shown to anybody through it."""
    registration = Registration.objects.locked(registration)
    can_tie(by, registration, at).require()
    registration.application = None
    registration.consents = _consents(registration, False, at)
    registration.save(update_fields=["application", "consents"])
    journal.record("registration.untied", registration, by=by, at=at)
    return registration


def _consents(registration: Registration, shares: bool, at: datetime) -> dict[str, str]:
    """The consents with that one given or taken back; it keeps the instant at which it was first given."""
    others = {name: given for name, given in registration.consents.items() if name != SHARES_DOSSIER}
    given = registration.consents.get(SHARES_DOSSIER, at.isoformat())
    return {**others, SHARES_DOSSIER: given} if shares else others
