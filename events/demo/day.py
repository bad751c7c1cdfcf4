"""The days around the cafés on stage: the reminders at their instants, and the reception of 27 May."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from events.actions.after.reminding import remind_registrations
from events.actions.day.absences import mark_absent
from events.actions.day.arriving import check_in
from events.actions.day.walking_in import walk_in
from events.demo.sheets import sheets
from events.models import Cafe, Registration, Slot
from events.reminders import rules_of
from events.states import RegistrationState
from inmp_portal.accounts.models import Role, User
from inmp_portal.lib.french import in_paris
from inmp_portal.outbox.methods.occurrences import occurrence

Deed = tuple[datetime, Callable[[], bool]]

_WALK_INS = (("Aubin Lestrange", "CHU de Rouen"), ("Mahaut Quesnel", "Université Rouen Normandie"), ("Tahir Benomar", "CHU de Caen"))  # fmt: skip
_ABSENT_ONE_IN = 4  # of those who had signed up


def deeds(cafes: list[Cafe], at: datetime) -> Iterator[Deed]:
    """What was due by then, each with its instant; each does nothing when it was done already."""
    for cafe in cafes:
        for rule in rules_of(cafe):
            instants = {found.due_at for hour in _hours(cafe) if (found := occurrence(rule, hour))}
            yield from ((when, _reminding(when)) for when in instants if when <= at)
    yield from (deed for cafe in cafes if cafe.is_open_session for deed in _reception(cafe) if deed[0] <= at)


def _hours(cafe: Cafe) -> set[datetime]:
    return {cafe.starts_at, *Slot.objects.filter(desk__cafe=cafe).values_list("starts_at", flat=True)}


def _reminding(when: datetime) -> Callable[[], bool]:
    return lambda: bool(remind_registrations(at=when))


def _reception(cafe: Cafe) -> Iterator[Deed]:
    """People arrive from eight minutes before the hour; three had not signed up; the others are noted absent afterwards."""
    coordinator = User.objects.filter(grants__role=Role.COORDINATOR, grants__revoked_at=None).order_by("pk").first()
    if coordinator is None:
        return
    first, day = cafe.starts_at - timedelta(minutes=8), f"{in_paris(cafe.starts_at):%Y-%m-%d}"
    known = [sheet["courriel"] for sheet in sheets() if sheet["cafe"] == day]
    coming = [email for n, email in enumerate(known, 1) if n % _ABSENT_ONE_IN]
    for n, email in enumerate(coming):
        when = first + timedelta(minutes=5 * n)
        yield when, partial(_arrives, cafe, email, coordinator, when)
    for n, who in enumerate(_WALK_INS):
        when = first + timedelta(minutes=12 + 9 * n)
        yield when, partial(_walks_in, cafe, n, who, coordinator, when)
    yield cafe.ends_at + timedelta(minutes=20), partial(_closes, cafe, coordinator)


def _arrives(cafe: Cafe, email: str, coordinator: User, when: datetime) -> bool:
    expected = Registration.objects.of_address(email).filter(cafe=cafe, state=RegistrationState.CONFIRMED).first()
    return expected is not None and check_in(registration=expected, by=coordinator, at=when).is_new


def _walks_in(cafe: Cafe, n: int, who: tuple[str, str], coordinator: User, when: datetime) -> bool:
    if Registration.objects.filter(cafe=cafe, is_walk_in=True).count() > n:
        return False
    return walk_in(cafe=cafe, name=who[0], place=who[1], by=coordinator, at=when, is_another=True) is not None


def _closes(cafe: Cafe, coordinator: User) -> bool:
    if not Registration.objects.filter(cafe=cafe, state=RegistrationState.CONFIRMED).exists():
        return False
    return bool(mark_absent(cafe=cafe, by=coordinator, at=cafe.ends_at + timedelta(minutes=20)))
