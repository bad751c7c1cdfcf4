"""People who move their appointments towards each other's slots: no deadlock, one slot each.

Through the pages they wander over the slots that others leave and want. The page never offers a slot that somebody has,
so two people who want each other's slot, as when one of two open pages is old, cross by the action itself. What the
slots say (`is_taken`) and what the registrations say must agree in the end. The negative control locks the old slot,
then the new one, each in its own order and without the café's lock: the database must report deadlocks.

    python -m tests.drills.reschedule [rounds]
"""

from __future__ import annotations

import random
import sys
import time
from typing import Any

from tests.drills.cafe.ground import ANSWERS, Pressed, empty_the_desks, follow, prepare, press, together
from tests.drills.ground import own_database, percentile, report

PEOPLE, MOVES = 10, 4


def wander(reference: str, token: str, slots: list[int], seed: int, starts_at: float) -> list[Pressed]:
    """Follow one's link and move a few times, to slots that others leave and want."""
    client, drawn = follow(token), random.Random(seed)
    time.sleep(max(0.0, starts_at - time.time()))
    path = f"/inscriptions/{reference}/deplacement/"
    return [press(client, path, {"slot": drawn.choice(slots)}) for _ in range(MOVES)]


def cross(reference: str, slot: int, starts_at: float) -> Pressed:
    """Ask for a slot that somebody else has, and who asks for one's own in the same instant."""
    from django.db import Error

    from events.actions.booking import move
    from events.models import Registration, Slot
    from inmp_portal.lib import clock
    from inmp_portal.lib.verdict import Refused

    mine, theirs = Registration.objects.select_related("cafe").get(reference=reference), Slot.objects.get(pk=slot)
    time.sleep(max(0.0, starts_at - time.time()))
    begun = time.perf_counter()
    try:
        move(registration=mine, slot=theirs, by=None, at=clock.now())
        status, said = 302, ""
    except Refused as refusal:
        status, said = 409, refusal.reason
    except Error as failure:
        status, said = 500, str(failure)
    return Pressed(status, said, (time.perf_counter() - begun) * 1000)


def booked(slots: list[int], number: int) -> list[Any]:
    """One appointment a slot, by the real actions."""
    from events.actions.booking import Asked, book, hold
    from events.actions.registering import Entry
    from events.models import Cafe, Slot
    from inmp_portal.lib import clock

    cafe, made = Cafe.objects.get(slug="cafe-23-juin"), []
    for n, slot in enumerate(Slot.objects.filter(pk__in=slots).select_related("desk").order_by("pk")):
        hold(slot=slot, token=f"jeton-{n}", by=None, at=clock.now())
        person = {"first_name": ANSWERS["prenom"], "last_name": ANSWERS["nom"], "email": f"r{number}-p{n}@exemple.fr"}
        asked = Asked("Une question pour l’exercice, assez longue.", "donnees", slot.desk)
        made.append(
            book(cafe=cafe, entry=Entry(person), asked=asked, slot=slot, token=f"jeton-{n}", by=None, at=clock.now())
        )
    return made


def played(number: int) -> tuple[int, int, list[float]]:
    """One round: answers that failed and slots that disagree, people without a slot, milliseconds."""
    from events.models import Slot

    empty_the_desks()
    wanted = list(Slot.objects.order_by("pk").values_list("pk", flat=True)[: PEOPLE + 3])
    people = booked(wanted[:PEOPLE], number)
    starts_at = time.time() + 1.5
    jobs = [(one.reference, one.token, wanted, number * 100 + n, starts_at) for n, one in enumerate(people)]
    return _judged([answer for each in together(wander, jobs) for answer in each])


def crossed(number: int) -> tuple[int, int, list[float]]:
    """One round of five couples, each wanting the other's slot; judged alike."""
    from events.models import Slot

    empty_the_desks()
    people = booked(list(Slot.objects.order_by("pk").values_list("pk", flat=True)[:PEOPLE]), number)
    starts_at = time.time() + 1.0
    couples = zip(people[::2], people[1::2], strict=True)
    jobs = [(one.reference, other.slot_id, starts_at) for pair in couples for one, other in (pair, pair[::-1])]
    return _judged(together(cross, jobs))


def _judged(answers: list[Pressed]) -> tuple[int, int, list[float]]:
    from events.models import Registration, Slot

    failed = sum(answer.status not in (302, 409, 422) for answer in answers)
    had = set(Registration.objects.filter(state="confirmed").values_list("slot", flat=True))
    taken = set(Slot.objects.filter(is_taken=True).values_list("pk", flat=True))
    return failed + len(had ^ taken), PEOPLE - len(had), [answer.ms for answer in answers]


def without_order() -> None:
    """No lock on the café, and two slots locked one after the other, the old one first."""
    from events.models import Cafe, Slot
    from events.models.cafe import CafeQuerySet
    from events.models.desk import SlotQuerySet

    def unlocked(self: CafeQuerySet, cafe: Cafe) -> Cafe:
        return self.select_related("call").get(pk=cafe.pk)

    def one_by_one(self: SlotQuerySet, *slots: Slot) -> dict[int, Slot]:
        found = {}
        for slot in slots:
            found[slot.pk] = self.select_for_update(of=("self",)).select_related("desk").get(pk=slot.pk)
            time.sleep(0.03)
        return found

    CafeQuerySet.locked = type(Cafe.objects).locked = unlocked
    SlotQuerySet.locked = type(Slot.objects).locked = one_by_one


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with own_database("reschedule"):
        prepare()
        done = [played(number) for number in range(rounds)] + [crossed(rounds + number) for number in range(rounds)]
        wrong, lost = sum(each[0] for each in done), sum(each[1] for each in done)
        times = [took for *_, each in done for took in each]
        without_order()
        caught = sum(sum(crossed(2 * rounds + number)[:2]) for number in range(3))
        report(
            drill="reschedule", attempts=len(times), wrong=wrong, lost=lost, duplicates=0,
            p95_ms=round(percentile(times, 0.95), 1), negative_control=caught > 0, caught_in_control=caught,
            ok=wrong == lost == 0 and caught > 0,
        )  # fmt: skip


if __name__ == "__main__":
    main()
