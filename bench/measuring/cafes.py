"""The cafés over HTTP: the public page of the sign-up, and the coordination's list of registrations."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.urls import reverse

from bench.measuring.served import DESK, of_page, signed_in
from bench.measuring.serving import Server
from bench.standing import REREAD

_SIGNING_UP = (2025, 5, 12, 10, 0)  # sign-ups of the open session are open


def signup(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    """The questionnaire as a visitor finds it; floor: crispy's form of as many fields."""
    ours.cookies.clear()
    cafe = _open_session()
    path = reverse("events:registration_create", args=[cafe.slug])
    with _at(*_SIGNING_UP):
        return of_page("page d’inscription", path, f"/inscription/{cafe.slug}/", ours, floor, rounds)


def registrations(ours: Server, floor: Server, rounds: int) -> dict[str, Any]:
    """The first fifty; floor: the same rows through a bare paginator."""
    user, cafe = signed_in(ours, DESK), _open_session()
    path = reverse("events:cafe_registrations", args=[cafe.slug])
    return of_page("liste des inscriptions", path, f"/inscriptions/{cafe.slug}/", ours, floor, rounds, user)


def _open_session() -> Any:
    from events.models import Cafe
    from events.states import CafeKind

    return Cafe.objects.get(kind=CafeKind.OPEN)


@contextmanager
def _at(*instant: int) -> Iterator[None]:
    """The instance stands elsewhere for a while, and its web server knows."""
    from inmp_portal.lib import clock, instance

    before = instance.clock_offset()
    instance.move_clock(datetime(*instant, tzinfo=clock.PARIS))  # type: ignore[arg-type,misc]
    time.sleep(2 * REREAD)
    try:
        yield
    finally:
        instance.move_clock(clock.real_now() + before)


PARTS = {"signup": signup, "registrations": registrations}
