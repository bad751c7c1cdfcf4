"""A café that changes its hour, its place or its video conference: what hangs on it follows, and people are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least

from applications.actions.publishing.dating import move_date
from events.models import Cafe, Registration, Slot
from events.notices.relocation import VideoChanged, relocated
from events.rules.coordinating import can_relocate, can_set_video
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import short_moment
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox

_CONCERNED = (RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.OFFERED)
_AWAY = timedelta(days=3650)


@transaction.atomic
def relocate(*, cafe: Cafe, starts_at: datetime, ends_at: datetime, venue: str, by: User, at: datetime) -> int:
    """Change the hours and the place; returns how many people are told.

    Slots and the end of the sign-ups move with the start of the café; a seat that is being offered is offered no longer
    than until the café begins. The calendar of the call, which announces the café under its own code, says the same.
    """
    cafe = Cafe.objects.locked(cafe)
    can_relocate(by, cafe, at).require()
    _require_sense(cafe, starts_at, ends_at, venue, at)
    before, shift = (cafe.starts_at, cafe.venue), starts_at - cafe.starts_at
    cafe.starts_at, cafe.ends_at, cafe.venue = starts_at, ends_at, venue
    cafe.closes_at = cafe.closes_at + shift if cafe.closes_at else None
    cafe.save(update_fields=["starts_at", "ends_at", "venue", "closes_at"])
    _shift_slots(cafe, shift)
    move_date(call=cafe.call, code=cafe.slug, starts_at=starts_at, ends_at=ends_at, place=venue, by=by, at=at)
    offered = Registration.objects.filter(cafe=cafe, state=RegistrationState.OFFERED)
    offered.update(offered_until=Least("offered_until", Value(starts_at)))
    people = Registration.objects.filter(cafe=cafe, state__in=_CONCERNED)
    people.update(ics_sequence=F("ics_sequence") + 1, revision=F("revision") + 1, updated_at=at)
    said = {
        "before": short_moment(before[0]),
        "venue_before": before[1],
        "after": short_moment(starts_at),
        "venue": venue,
    }
    journal.record("cafe.relocated", cafe, by=by, at=at, **said)
    told = _reachable(people, cafe)
    outbox.queue_many(
        (relocated(one, before=before[0], venue_before=before[1]), (one.reference, one.revision)) for one in told
    )
    return len(told)


def _require_sense(cafe: Cafe, starts_at: datetime, ends_at: datetime, venue: str, at: datetime) -> None:
    if (starts_at, ends_at, venue) == (cafe.starts_at, cafe.ends_at, cafe.venue):
        raise Refused("Rien ne change\u00a0: le café a déjà cette heure et ce lieu.")
    if starts_at <= at:
        raise Refused("La nouvelle heure est déjà passée.")
    if ends_at <= starts_at:
        raise Refused("La fin doit suivre le début.")


def _shift_slots(cafe: Cafe, shift: timedelta) -> None:
    """Far away, then back: moved straight, a slot would meet the one that has not moved yet."""
    if not shift:
        return
    for step in (_AWAY + shift, -_AWAY):
        Slot.objects.filter(desk__cafe=cafe).update(starts_at=F("starts_at") + step, ends_at=F("ends_at") + step)


@transaction.atomic
def set_video(*, cafe: Cafe, url: str, by: User, at: datetime) -> int:
    """Give, change or (empty) take away the link of the video conference; returns how many people are told.

    The link itself stays out of the journal: it opens a room. Whoever asked for a video conference and has an appointment
    ahead gets it by mail, with a calendar file.
    """
    cafe = Cafe.objects.locked(cafe)
    can_set_video(by, cafe, at).require()
    if url == cafe.video_url:
        raise Refused("Rien ne change\u00a0: c’est déjà le lien de ce café.")
    deed = "retiré" if not url else "changé" if cafe.video_url else "donné"
    cafe.video_url = url
    cafe.save(update_fields=["video_url"])
    people = Registration.objects.filter(cafe=cafe).by_video(at)
    people.update(ics_sequence=F("ics_sequence") + 1, updated_at=at)
    told = _reachable(people, cafe)
    journal.record("cafe.video_set", cafe, by=by, at=at, deed=deed, count=len(told))
    outbox.queue_many((VideoChanged(one), (one.reference, one.revision, one.ics_sequence)) for one in told)
    return len(told)


def _reachable(people: QuerySet[Registration], cafe: Cafe) -> list[Registration]:
    """Those who left an address, with what their mails say."""
    found = list(people.exclude(email="").select_related("slot__desk__expert").order_by("pk"))
    for one in found:
        one.cafe = cafe
    return found
