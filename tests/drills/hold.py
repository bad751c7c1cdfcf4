"""Sixty people on four slots at once, through the pages: four of them hold one, and nobody confirms too late.

The negative control looks whether a slot is free, then writes its own name on it: it must be caught.

    python -m tests.drills.hold [rounds]
"""

from __future__ import annotations

import sys
import time
from typing import Any

from tests.drills.cafe.ground import ANSWERS, Pressed, browser, empty_the_desks, prepare, press, together
from tests.drills.ground import own_database, percentile, report

PEOPLE, SLOTS = 60, 4
TRIP = "/cafes/cafe-23-juin/rendez-vous/"
QUESTION = "Comment obtenir une extraction de l’entrepôt de données pour mon étude ?"


def choose(slot: int, email: str, starts_at: float, is_late: bool) -> tuple[Pressed, Pressed | None]:
    """Ask, choose a slot; confirm when it is held, after its minutes have passed when `is_late`."""
    client = browser()
    client.post(TRIP, {"question": QUESTION})
    client.get(f"{TRIP}creneaux/")
    time.sleep(max(0.0, starts_at - time.time()))
    chosen = press(client, f"{TRIP}creneaux/", {"slot": slot})
    if chosen.status != 302:
        return chosen, None
    if is_late:
        _let_the_minutes_pass(slot)
    return chosen, press(client, f"{TRIP}confirmation/", {**ANSWERS, "courriel": email})


def _let_the_minutes_pass(slot: int) -> None:
    from django.db.models import F

    from events.models import Slot
    from inmp_portal.lib.clock import DatabaseNow

    Slot.objects.filter(pk=slot).update(held_until=DatabaseNow(), starts_at=F("starts_at"))


def played(number: int, *, is_late: bool = False) -> tuple[int, int, list[float]]:
    """One round: wrong holders or confirmations, slots that nobody got although many wanted them, milliseconds."""
    from events.models import Registration, Slot

    empty_the_desks()
    slots = list(Slot.objects.order_by("pk").values_list("pk", flat=True)[:SLOTS])
    starts_at = time.time() + 1.5
    jobs = [(slots[n % SLOTS], f"r{number}-p{n}@exemple.fr", starts_at, is_late) for n in range(PEOPLE)]
    done = together(choose, jobs)
    held = [confirmed for chosen, confirmed in done if confirmed is not None]
    booked = Registration.objects.filter(slot__in=slots)
    failed = sum(chosen.status not in (302, 409, 422) for chosen, _ in done)
    if is_late:
        wrong = booked.count() + sum(confirmed.status != 409 for confirmed in held)
        return wrong + failed, 0, []
    several = booked.count() - booked.values("slot").distinct().count()
    wrong = max(0, len(held) - SLOTS) + several + sum(confirmed.status != 302 for confirmed in held) + failed
    return wrong, SLOTS - booked.values("slot").distinct().count(), [chosen.ms for chosen, _ in done]


def without_guard() -> None:
    """A slot looked at, then written on."""
    from datetime import timedelta

    from events.models import Slot
    from events.models.desk import SlotQuerySet
    from inmp_portal.lib.clock import DatabaseNow

    def hold(self: SlotQuerySet, slot: Slot, token: str, minutes: int) -> bool:
        if not Slot.objects.free().filter(pk=slot.pk).exists():
            return False
        time.sleep(0.1)
        until: Any = DatabaseNow() + timedelta(minutes=minutes)
        return bool(Slot.objects.filter(pk=slot.pk).update(holder_token=token, held_until=until))

    SlotQuerySet.hold = type(Slot.objects).hold = hold


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with own_database("hold"):
        prepare()
        done = [played(number) for number in range(rounds)]
        late = [played(rounds + number, is_late=True) for number in range(3)]
        wrong = sum(each[0] for each in [*done, *late])
        lost, times = sum(each[1] for each in done), [took for *_, each in done for took in each]
        without_guard()
        caught = sum(sum(played(2 * rounds + number)[:2]) for number in range(3))
        report(
            drill="hold", attempts=len(times), wrong=wrong, lost=lost, duplicates=0,
            p95_ms=round(percentile(times, 0.95), 1), negative_control=caught > 0, caught_in_control=caught,
            ok=wrong == lost == 0 and caught > 0,
        )  # fmt: skip


if __name__ == "__main__":
    main()
