"""Cancellations and sign-ups crossing each other on a full session: no seat idle while someone waits, first come first served.

Each person promoted is told once. The negative control cancels without the café's lock, then without promoting: each
must be caught.

    python -m tests.drills.waiting [rounds]
"""

from __future__ import annotations

import sys
import time
from typing import Any

from tests.drills.cafe.ground import Pressed, another_session, follow, prepare, press, sign_up, together
from tests.drills.ground import own_database, percentile, report

SEATS, WAITING, CANCELLING, COMING = 20, 8, 15, 15  # the list runs dry while people still cancel and come
CONTROLS = 8  # rounds without the lock


def give_up(reference: str, token: str, starts_at: float) -> Pressed:
    """Follow one's link and cancel."""
    client = follow(token)
    time.sleep(max(0.0, starts_at - time.time()))
    return press(client, f"/inscriptions/{reference}/annulation/", {})


def act(deed: str, *details: Any) -> Pressed:
    return give_up(*details) if deed == "cancel" else sign_up(*details)


def played(number: int) -> tuple[int, int, int, list[float]]:
    """One storm: wrong places, seats idle, people told twice or not at all, milliseconds."""
    from events.models import Registration

    slug = another_session(number, SEATS)
    together(sign_up, [(slug, f"r{number}-p{n}@exemple.fr", 0.0) for n in range(SEATS + WAITING)])
    seated = list(Registration.objects.filter(cafe__slug=slug, state="confirmed").order_by("pk")[:CANCELLING])
    starts_at = time.time() + 0.5
    jobs: list[tuple[Any, ...]] = [("cancel", one.reference, one.token, starts_at) for one in seated]
    jobs += [("sign up", slug, f"r{number}-n{n}@exemple.fr", starts_at) for n in range(COMING)]
    answers = together(act, [job for pair in zip(jobs[::2], jobs[1::2], strict=True) for job in reversed(pair)])
    wrong = sum(answer.status != 302 for answer in answers) + _passed_over(slug)
    return wrong, _idle(slug), _told_wrongly(slug), [answer.ms for answer in answers]


def _passed_over(slug: str) -> int:
    """People who wait although somebody who came after them has a seat.

    Two who come in the same instant may be served in either order: after means by the watch and by the row as well.
    """
    from events.models import Registration

    here = Registration.objects.filter(cafe__slug=slug)
    seated = list(here.filter(state="confirmed").values_list("created_at", "pk"))
    waiting = here.filter(state="waiting").values_list("created_at", "pk")
    return sum(any(at < since and key < later for since, later in seated) for at, key in waiting)


def _idle(slug: str) -> int:
    """Seats that are free although somebody waits."""
    from events.models import Cafe, Registration

    here = Registration.objects.filter(cafe__slug=slug)
    free = SEATS - here.filter(state="confirmed").count()
    counted = abs(Cafe.objects.get(slug=slug).taken - here.filter(state="confirmed").count())
    return min(free, here.filter(state="waiting").count()) + counted


def _told_wrongly(slug: str) -> int:
    """Confirmed people whose confirmation is missing or was queued twice."""
    from events.models import Registration
    from inmp_portal.outbox.models import Mail

    confirmed = Registration.objects.filter(cafe__slug=slug, state="confirmed").values_list("email", flat=True)
    told = list(Mail.objects.filter(kind="cafe_confirmation", to__overlap=list(confirmed)).values_list("to", flat=True))
    return sum(told.count([email]) != 1 for email in confirmed)


def without_lock() -> Any:
    """The café read, not locked, and whoever looks at the list a little slow to join it; returns how to undo it."""
    from events.actions import registering
    from events.models import Cafe
    from events.models.cafe import CafeQuerySet

    lock, look = CafeQuerySet.locked, registering._is_someone_waiting

    def locked(self: CafeQuerySet, cafe: Cafe) -> Cafe:
        return self.select_related("call").get(pk=cafe.pk)

    def slow_look(cafe: Cafe) -> bool:
        seen = look(cafe)
        time.sleep(0.3 if seen else 0)
        return seen

    def put(way: Any, looking: Any) -> None:
        CafeQuerySet.locked = type(Cafe.objects).locked = way
        registering._is_someone_waiting = looking

    put(locked, slow_look)
    return lambda: put(lock, look)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with own_database("waiting"):
        prepare()
        done = [played(number) for number in range(rounds)]
        wrong, lost, duplicates = (sum(each[place] for each in done) for place in range(3))
        times = [took for *_, each in done for took in each]
        caught = [_caught_without_lock(rounds), _caught_without_promoting(rounds + CONTROLS)]
        p95 = round(percentile(times, 0.95), 1)
        report(
            drill="waiting", attempts=len(times), wrong=wrong, lost=lost, duplicates=duplicates, p95_ms=p95,
            negative_control=all(caught), caught_in_control=caught,
            ok=wrong == lost == duplicates == 0 and all(caught),
        )  # fmt: skip


def _caught_without_lock(first: int) -> int:
    restore = without_lock()
    caught = sum(sum(played(first + number)[:3]) for number in range(CONTROLS))
    restore()
    return caught


def _caught_without_promoting(first: int) -> int:
    from events.actions import cancelling

    real, cancelling.promote = cancelling.promote, lambda cafe, at: []
    caught = sum(sum(played(first + number)[:3]) for number in range(2))
    cancelling.promote = real
    return caught


if __name__ == "__main__":
    main()
