"""Changing one's answers: what was said, how many people come, the question, and whether one comes in person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from events.actions.questions.publishing import keep_consent
from events.actions.registering import Entry, fill
from events.actions.seating import promote
from events.actions.telling import tell_state
from events.actions.whom import GUEST
from events.models import Cafe, CafeQuestion, Registration
from events.rules.refining import can_refine
from events.rules.registering import can_change, no_seat_for
from events.states import SEATED, RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal


@transaction.atomic
def change(*, registration: Registration, entry: Entry, by: User | None, at: datetime) -> Registration:
    """Change the answers, the consents, the question and the heads; the address, which is the identity, stays.

    Refused when more people come than there are seats left. Whoever is expected elsewhere from then on (by video
    conference, or no longer) is confirmed anew by mail.
    """
    cafe = Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_change(by, registration, at).require()
    place, heads = registration.place, registration.party_size
    said = replace(
        entry,
        person={**entry.person, "email": registration.email},
        party_size=entry.party_size if entry.says_heads else heads,
    )
    _resize(cafe, registration, said.party_size)
    fill(registration, said, at)
    is_elsewhere = registration.state == RegistrationState.CONFIRMED and registration.place != place
    registration.ics_sequence += is_elsewhere
    registration.save()
    if hasattr(registration, "question"):
        _refine(registration, entry, by, at)
    journal.record("registration.changed", registration, by=by or GUEST, at=at)
    if registration.party_size != heads:
        counts = {"before": heads, "heads": registration.party_size}
        journal.record("registration.heads_changed", registration, by=by or GUEST, at=at, **counts)
    if registration.party_size < heads:
        promote(cafe, at)  # the seats given back; or this group, which waits, now fits in
    if is_elsewhere:
        tell_state(registration)
    return registration


def _resize(cafe: Cafe, registration: Registration, heads: int) -> None:
    """Take or give back the seats of an open session; nobody who is seated grows past those who wait."""
    more = heads - registration.party_size
    if not more or not cafe.is_open_session or registration.state not in SEATED:
        return
    if more < 0:
        Cafe.objects.give_back(cafe, -more)
    elif Registration.objects.waiting().filter(cafe=cafe).exists() or not Cafe.objects.take(cafe, more):
        no_seat_for(cafe, more).require()


def _refine(registration: Registration, entry: Entry, by: User | None, at: datetime) -> None:
    """The question in its new words, until the eve; its consent to be published follows the registration's."""
    question = CafeQuestion.objects.locked(registration.question)
    if entry.question is not None and entry.question != question.text:
        can_refine(by, registration, at).require()
        question.text = entry.question
        question.save(update_fields=["text"])
    keep_consent(registration, by=by, at=at)
