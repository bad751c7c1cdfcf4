"""Two hundred people for twenty seats, fifty rounds through the sign-up page: none over, no seat lost.

Everybody else stands on the waiting list. The negative control counts seats by reading, then writing what was read, on
a row that nobody locks: it must be caught.

    python -m tests.drills.booking [rounds] [people]
"""

from __future__ import annotations

import sys
import time
from typing import Any

from tests.drills.cafe.ground import Pressed, another_session, prepare, sign_up, together
from tests.drills.ground import own_database, percentile, report

SEATS = 20


def played(number: int, people: int) -> tuple[int, int, list[Pressed]]:
    """One round: seats given beyond the capacity or answers that failed, seats or people lost, the answers."""
    from events.models import Cafe, Registration

    slug, starts_at = another_session(number, SEATS), time.time() + 0.5
    answers = together(sign_up, [(slug, f"r{number}-p{n}@exemple.fr", starts_at) for n in range(people)])
    states = list(Registration.objects.filter(cafe__slug=slug).values_list("state", flat=True))
    confirmed, taken = states.count("confirmed"), Cafe.objects.get(slug=slug).taken
    wrong = max(0, confirmed - SEATS) + abs(taken - confirmed) + sum(answer.status != 302 for answer in answers)
    lost = max(0, min(SEATS, people) - confirmed) + (people - len(states))
    return wrong, lost, answers


def without_guard() -> None:
    """Seats counted by reading, then writing; the row unlocked."""
    from events.models import Cafe
    from events.models.cafe import CafeQuerySet

    def take(self: CafeQuerySet, cafe: Cafe, heads: int) -> bool:
        seen = Cafe.objects.get(pk=cafe.pk)
        if seen.capacity is not None and seen.taken + heads > seen.capacity:
            return False
        return bool(Cafe.objects.filter(pk=cafe.pk).update(taken=seen.taken + heads))

    def locked(self: CafeQuerySet, cafe: Cafe) -> Cafe:
        return self.select_related("call").get(pk=cafe.pk)

    for name, method in {"take": take, "locked": locked}.items():
        setattr(CafeQuerySet, name, method)
        setattr(type(Cafe.objects), name, method)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with own_database("booking"):
        prepare()
        done = [played(number, people) for number in range(rounds)]
        times = [answer.ms for *_, answers in done for answer in answers]
        wrong, lost = sum(each[0] for each in done), sum(each[1] for each in done)
        without_guard()
        caught = sum(sum(played(rounds + number, people)[:2]) for number in range(max(2, rounds // 10)))
        figures: dict[str, Any] = {"drill": "booking", "attempts": len(times), "wrong": wrong, "lost": lost}
        p95 = round(percentile(times, 0.95), 1)
        report(
            **figures, duplicates=0, p95_ms=p95, negative_control=caught > 0, caught_in_control=caught,
            ok=wrong == lost == 0 and caught > 0 and p95 < 500,
        )  # fmt: skip


if __name__ == "__main__":
    main()
