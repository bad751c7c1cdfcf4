"""The mail that says where a registration stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from events.models import Desk, Registration, Slot
from events.notices.appointments import AppointmentCancelled, AppointmentChanged, AppointmentConfirmed, DeskChanged
from events.notices.desks import AgendaChanged
from events.notices.registrations import Cancelled, Confirmed, Ended, Offered, RegistrationNotice, Waiting
from events.rules.booking import is_settled
from events.states import RegistrationState
from inmp_portal.outbox import actions as outbox
from inmp_portal.outbox.models import Mail


def tell_state(
    registration: Registration, *, again_at: datetime | None = None, is_repeated: bool = False
) -> Mail | None:
    """Queue the mail of the registration's state: once a change, and again when its person asks (`again_at`).

    `is_repeated`: its address was filled in again, with answers that are not kept; the mail says so.
    """
    kind = _notice_of(registration)
    if kind is None:
        return None
    asked = f"{again_at:%Y%m%dT%H%M}" if again_at else registration.updated_at.isoformat()
    notice = kind(registration)
    notice.is_repeated = is_repeated
    return _told(notice, registration, f"{asked}{'-deja' if is_repeated else ''}")


def tell_cancelled(
    registration: Registration, *, was: RegistrationState, said_at: datetime, has_lapsed: bool = False
) -> Mail | None:
    """Queue the mail that a registration or an appointment has ended, asked for or (`has_lapsed`) for want of an answer."""
    return _told(_ending(registration, was, said_at, has_lapsed), registration, "")


def tell_not_again(registration: Registration, *, said_at: datetime) -> Mail | None:
    """Queue the mail that an appointment given up is not followed by another: its address alone learns it."""
    notice = _ending(registration, RegistrationState.CONFIRMED, said_at, False)
    notice.is_repeated = True
    return _told(notice, registration, f"{said_at:%Y%m%dT%H%M}-deja")


def tell_changed(registration: Registration, *, before: Slot, reason: str, said_at: datetime) -> Mail | None:
    """Queue the mail that the coordination moved or cancelled an appointment (M23), with its calendar file."""
    return _told(AppointmentChanged(registration, before=before, reason=reason, at=said_at), registration, "")


def tell_of_desk(desk: Desk, *, before: Mapping[str, str], said_at: datetime) -> list[Mail]:
    """Queue the mails of those who have an appointment ahead at a desk that changed."""
    rows = Registration.objects.filter(slot__desk=desk, slot__starts_at__gt=said_at, state=RegistrationState.CONFIRMED)
    people = rows.exclude(email="").select_related("cafe__call", "slot__desk__expert").order_by("pk")
    return outbox.queue_many(
        (DeskChanged(one, before=before), (one.reference, one.revision, said_at.isoformat())) for one in people
    )


def tell_expert(*slots: Slot | None, said_at: datetime) -> None:
    """Queue the mails to the experts of slots whose person changed once the agendas were settled: once a change.

    Called last, when it is known who has the slot now.
    """
    rows = Slot.objects.filter(pk__in=[slot.pk for slot in slots if slot], starts_at__gt=said_at)
    for slot in rows.exclude(desk__expert=None).select_related("desk__expert", "desk__cafe__call").order_by("pk"):
        if is_settled(slot.desk.cafe, said_at):
            holder = Registration.objects.seated().filter(slot=slot).first()
            notice = AgendaChanged(slot, holder)
            outbox.queue(
                notice, dedup=(slot.pk, notice.standing, holder.reference if holder else "", said_at.isoformat())
            )


def _ending(
    registration: Registration, was: RegistrationState, said_at: datetime, has_lapsed: bool
) -> RegistrationNotice:
    kind: type[Ended] = AppointmentCancelled if registration.slot else Cancelled
    return kind(registration, was=was, at=said_at, has_lapsed=has_lapsed)


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


def _told(notice: RegistrationNotice, registration: Registration, asked: str) -> Mail | None:
    """Nobody is told who left no address."""
    if not registration.email:
        return None
    return outbox.queue(notice, dedup=(registration.reference, registration.revision, asked))
