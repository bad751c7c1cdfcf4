"""Signing up: a seat if there is one, else the waiting list; asking for one's link again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from events.actions.telling import tell_state
from events.actions.whom import GUEST
from events.methods.reading.questionnaire import COMPANIONS
from events.models import Cafe, Registration, token_digest
from events.rules.registering import can_register
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.references import new_reference

ONE_CLICK = timedelta(minutes=2)  # the same form within this time is one form sent twice
PERSON = ("first_name", "last_name", "email", "institution", "other_institution", "unit", "profession")


@dataclass(frozen=True)
class Entry:
    """What a person filled in: `person` maps columns, `answers` question ids, `consents` ids of consents to yes or no.

    `asked` are the ids of the questions that were asked, None for all; `question` is the question brought to an
    appointment and `dossier` the reference of one's own, both None when they were not asked.
    """

    person: Mapping[str, Any]
    answers: Mapping[str, Any] = field(default_factory=dict)
    consents: Mapping[str, bool] = field(default_factory=dict)
    party_size: int = 1
    asked: frozenset[str] | None = None
    question: str | None = None
    dossier: str | None = None

    def left_alone(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """What was known of questions that were not asked this time."""
        return {} if self.asked is None else {name: said for name, said in known.items() if name not in self.asked}

    @property
    def says_heads(self) -> bool:
        """Was it asked how many people come along?"""
        return self.asked is None or COMPANIONS in self.asked

    @property
    def given(self) -> set[str]:
        """Ids of the consents given."""
        return {name for name, is_given in self.consents.items() if is_given}

    @property
    def email(self) -> str:
        return str(self.person.get("email", "")).strip().lower()


@transaction.atomic
def register(*, cafe: Cafe, entry: Entry, by: User | None, at: datetime) -> Registration:
    """Sign a person up to an open session; an address that is registered already gets a mail that says so, and no more.

    Raises Refused when sign-ups are closed. Whoever asks learns nothing of other people: same answer either way.
    """
    cafe = Cafe.objects.locked(cafe)
    can_register(by, cafe, at).require()
    existing = Registration.objects.live().of_address(entry.email).filter(cafe=cafe).first()
    if existing:
        tell_again(existing, at, is_same=says_the_same(existing, entry))
        return existing
    registration = new_registration(cafe, entry, by, at)
    if Registration.objects.waiting().filter(cafe=cafe).exists() or not Cafe.objects.take(
        cafe, registration.party_size
    ):
        registration.state, registration.waiting_since = RegistrationState.WAITING, at
    registration.save(force_insert=True)
    waits = registration.state == RegistrationState.WAITING
    journal.record("registration.waiting" if waits else "registration.opened", registration, by=by or GUEST, at=at)
    tell_state(registration)
    return registration


def says_the_same(registration: Registration, entry: Entry) -> bool:
    """Would this entry change nothing?"""
    person = all(getattr(registration, name) == said for name, said in entry.person.items() if name != "email")
    answers = entry.answers == registration.answers and entry.given == set(registration.consents)
    return person and answers and entry.party_size == registration.party_size


def tell_again(registration: Registration, at: datetime, *, is_same: bool) -> None:
    """The address was filled in again: a second click says nothing, other answers are said not to be kept."""
    if not is_same:
        tell_state(registration, again_at=at, is_repeated=True)
    elif registration.created_at < at - ONE_CLICK:
        tell_state(registration, again_at=at)


def new_registration(cafe: Cafe, entry: Entry, by: User | None, at: datetime) -> Registration:
    """A confirmed registration, not saved yet, with its reference and the digest of its link."""
    registration = Registration(
        reference=new_reference(10), cafe=cafe, user=by, state=RegistrationState.CONFIRMED, created_at=at
    )
    registration.token_hash = token_digest(registration.token)
    fill(registration, entry, at)
    return registration


def fill(registration: Registration, entry: Entry, at: datetime) -> None:
    """Write what was filled in; a consent keeps the instant at which it was first given."""
    for name in PERSON:
        if name in entry.person:
            setattr(registration, name, entry.person[name])
    registration.email = registration.email.strip().lower()
    registration.answers = {**entry.left_alone(registration.answers), **entry.answers}
    kept = entry.left_alone(registration.consents)
    given = {name: registration.consents.get(name, at.isoformat()) for name in sorted(entry.given)}
    registration.consents = {**kept, **given}
    registration.party_size = entry.party_size
    registration.updated_at = at


@transaction.atomic
def send_links(*, email: str, at: datetime) -> int:
    """Send the mails of an address's registrations to come again, links included; returns how many there were."""
    found = Registration.objects.live().of_address(email).filter(cafe__ends_at__gt=at)
    registrations = list(found.with_call("slot__desk__expert")[:10])
    for registration in registrations:
        tell_state(registration, again_at=at)
        journal.record("registration.link_sent", registration, by=None, at=at)
    return len(registrations)
