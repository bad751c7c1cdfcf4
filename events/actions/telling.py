"""The mail that says where a registration stands."""

from __future__ import annotations

from datetime import datetime

from events.models import Registration, Slot
from events.notices.appointments import AppointmentCancelled, AppointmentChanged, AppointmentConfirmed
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


def tell_changed(registration: Registration, *, before: Slot, reason: str, at: datetime) -> Mail | None:
    """Queue the mail that the coordination moved or cancelled an appointment (M23), with its calendar file."""
    return _told(AppointmentChanged(registration, before=before, reason=reason, at=at), registration, "")


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
    return None if kind is None else _told(kind(registration), registration, asked)


def _told(notice: RegistrationNotice, registration: Registration, asked: str) -> Mail | None:
    """Nobody is told who left no address."""
    if not registration.email:
        return None
    return outbox.queue(notice, dedup=(registration.reference, registration.revision, asked))
