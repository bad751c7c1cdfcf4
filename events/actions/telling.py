"""The mail that says where a registration stands."""

from __future__ import annotations

from datetime import datetime

from events.models import Registration
from events.notices.appointments import AppointmentCancelled, AppointmentConfirmed
from events.notices.registrations import Cancelled, Confirmed, Offered, RegistrationNotice, Waiting
from events.states import RegistrationState
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail


def tell_state(registration: Registration, *, again_at: datetime | None = None) -> Mail | None:
    """Queue the mail of the registration's state: once a change, and again when its person asks (`again_at`)."""
    asked = f"{again_at:%Y%m%dT%H%M}" if again_at else registration.updated_at.isoformat()
    return _queue(_notice_of(registration), registration, asked)


def tell_cancelled(registration: Registration) -> Mail | None:
    """Queue the confirmation that a registration or an appointment is cancelled."""
    kind = AppointmentCancelled if registration.slot else Cancelled
    return _queue(kind, registration, "")


def _notice_of(registration: Registration) -> type[RegistrationNotice] | None:
    match registration.state:
        case RegistrationState.CONFIRMED:
            return AppointmentConfirmed if registration.slot else Confirmed
        case RegistrationState.WAITING:
            return Waiting
        case RegistrationState.OFFERED:
            return Offered
        case _:
            return None


def _queue(kind: type[RegistrationNotice] | None, registration: Registration, asked: str) -> Mail | None:
    if kind is None or not registration.email:
        return None
    return outbox.queue(kind(registration), dedup=(registration.reference, registration.revision, asked))
