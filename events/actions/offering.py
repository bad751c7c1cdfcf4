"""A place offered to somebody who waits: accepted in time, or passed on."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from events.actions.cancelling import close
from events.actions.seating import promote
from events.actions.telling import tell_cancelled, tell_expert, tell_state
from events.actions.whom import GUEST
from events.models import Cafe, Registration
from events.rules.waiting import can_accept
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal

log = logging.getLogger(__name__)


@transaction.atomic
def accept(*, registration: Registration, by: User | None, at: datetime) -> Registration:
    """Take the place that is offered; Refused once its hour has passed."""
    Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_accept(by, registration, at).require()
    registration.revision += 1
    registration.updated_at = at
    registration.move(RegistrationState.CONFIRMED)
    journal.record("registration.accepted", registration, by=by or GUEST, at=at)
    tell_state(registration)
    tell_expert(registration.slot, said_at=at)
    return registration


def lapse_offers(*, at: datetime) -> int:
    """Pass on every place that nobody took in time; returns how many."""
    late = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lte=at)
    return sum(_tried(registration, at) for registration in late.select_related("cafe")[:200])


def _tried(registration: Registration, at: datetime) -> bool:
    """One that fails must not keep the others from theirs."""
    try:
        return _lapse(registration, at)
    except Exception:
        log.exception("offer of registration %s", registration.pk)
        return False


@transaction.atomic
def _lapse(registration: Registration, at: datetime) -> bool:
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    if registration.offered_until is None or registration.offered_until > at:
        return False
    close(registration, at)
    journal.record("registration.lapsed", registration, by=None, at=at)
    promote(cafe, at)
    tell_cancelled(registration, was=RegistrationState.OFFERED, has_lapsed=True, said_at=at)
    tell_expert(registration.slot, said_at=at)
    return True
