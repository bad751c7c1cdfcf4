"""People who come without having signed up: never refused, counted like the others, once it is sure who they are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.day.arriving import within_the_day
from events.actions.registering import Entry, new_registration
from events.models import Cafe, Registration, Tap
from events.queries.day.namesakes import namesakes
from events.rules.arriving import can_receive
from events.states import RegistrationState
from inmp_portal.accounts.models import Institution, User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.folding import fold
from inmp_portal.lib.french import counted
from inmp_portal.lib.verdict import Refused

KNOWN_ADDRESS = "Cette adresse est déjà inscrite à ce café\u00a0: notez plutôt cette inscription."


class KnownName(Refused):
    """Somebody of that name is registered: the reception says whether it is the same person."""

    def __init__(self, registrations: list[Registration]) -> None:
        found = counted(len(registrations), "inscription porte", "inscriptions portent")
        super().__init__(f"{found} déjà ce nom\u00a0: dites si c’est la même personne.")
        self.registrations = registrations


@transaction.atomic
def walk_in(
    *,
    cafe: Cafe,
    name: str,
    place: str,
    by: User,
    at: datetime,
    arrived_at: datetime | None = None,
    key: str = "",
    is_another: bool = False,
) -> Registration | None:
    """Let in somebody who did not sign up, by a name and an establishment; None when this tap was heard before.

    KnownName when the name is registered already, unless it was said that this is another person.
    """
    cafe = Cafe.objects.locked(cafe)
    can_receive(by, cafe, at).require()
    if not Tap.objects.first_of(cafe.pk, key, at):
        return None
    if not is_another and (found := namesakes(cafe, name)):
        raise KnownName(found)  # the tap is heard again, with the answer
    first, _, last = name.strip().partition(" ")
    institution = _institution(place)
    person = {
        "first_name": first if last else "", "last_name": last.strip() or first, "institution": institution,
        "other_institution": "" if institution else place.strip(),
    }  # fmt: skip
    registration = new_registration(cafe, Entry(person), None, at)
    registration.state, registration.is_walk_in = RegistrationState.ATTENDED, True
    registration.checked_in_at, registration.checked_in_by = within_the_day(cafe, arrived_at or at, at), by
    if cafe.is_open_session:
        Cafe.objects.seat_anyway(cafe, registration.party_size)
    registration.save(force_insert=True)
    journal.record("registration.walked_in", registration, by=by, at=at)
    return registration


@transaction.atomic
def add_address(*, registration: Registration, email: str, by: User, at: datetime) -> Registration:
    """Keep the address of somebody who came without signing up, for the mail of the days after."""
    Cafe.objects.locked(registration.cafe)
    registration = Registration.objects.locked(registration)
    can_receive(by, registration.cafe, at).require()
    known = Registration.objects.live().of_address(email).filter(cafe=registration.cafe)
    if known.exclude(pk=registration.pk).exists():
        raise Refused(KNOWN_ADDRESS)
    registration.email = email.strip().lower()
    registration.updated_at = at
    registration.save()
    journal.record("registration.address_added", registration, by=by, at=at)
    return registration


def _institution(place: str) -> Institution | None:
    """The establishment that goes by this name, long or short, without regard to accents and capitals."""
    said = fold(place)
    known = Institution.objects.order_by("pk")
    return next((one for one in known if said in {fold(one.name), fold(one.short_name), fold(one.code)}), None)
