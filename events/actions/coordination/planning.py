"""The slots of a café: made again from a plan without touching a booked one, opened again after a closing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from events.actions.seating import promote
from events.methods.slots import Existing, Merge, Plan, Planned, generate, merge, problems
from events.models import Cafe, Registration, Slot
from events.rules.coordinating import can_plan
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def plan_slots(*, cafe: Cafe, plan: Plan, gives_at_once: bool, by: User, at: datetime) -> Merge:
    """Make the slots of the plan's desks what it asks for; booked and held ones stay as they are.

    Closed slots that the plan asks for open again. New slots go to the waiting list at once, unless they are to be given by a proposal. Refused with the plan's faults.
    """
    cafe = Cafe.objects.locked(cafe)
    can_plan(by, cafe, at).require()
    if found := problems(plan):
        raise Refused(" ".join(found))
    rows = {_key(row): row for row in planned_over(cafe, plan.desks).select_for_update(of=("self",))}
    merged = merge((existing_of(row, at) for row in rows.values()), generate(plan))
    _remove([rows[one.desk, one.starts_at] for one in merged.remove], at)
    _add(cafe, merged.add)
    Cafe.objects.filter(pk=cafe.pk).update(slot_minutes=plan.minutes)
    said = {"added": len(merged.add), "removed": len(merged.remove), "kept": len(merged.keep) + len(merged.stuck)}
    journal.record("cafe.planned", cafe, by=by, at=at, minutes=plan.minutes, desks=", ".join(plan.desks), **said)
    if gives_at_once:
        promote(cafe, at)
    return merged


@transaction.atomic
def open_slots(*, cafe: Cafe, slots: Iterable[Slot], by: User, at: datetime) -> int:
    """Open closed slots again; they go to the waiting list first. Returns how many were closed."""
    cafe = Cafe.objects.locked(cafe)
    can_plan(by, cafe, at).require()
    closed = Slot.objects.filter(desk__cafe=cafe, pk__in=[slot.pk for slot in slots], closed_at__isnull=False)
    count = closed.update(closed_at=None)
    if not count:
        raise Refused("Ces créneaux sont déjà ouverts.")
    journal.record("cafe.slots_opened", cafe, by=by, at=at, count=count)
    promote(cafe, at)
    return count


def planned_over(cafe: Cafe, desks: Collection[str]) -> QuerySet[Slot]:
    """Slots that a plan of these desks looks at; closed ones are as if they were not there, and come back when wanted."""
    slots = Slot.objects.filter(desk__cafe=cafe, desk__code__in=desks)
    return slots.filter(Q(closed_at__isnull=True) | Q(is_taken=True)).select_related("desk").order_by("pk")


def existing_of(slot: Slot, at: datetime) -> Existing:
    """A row as the plan compares it: booked also while somebody holds it."""
    return Existing(slot.desk.code, slot.starts_at, slot.ends_at, slot.is_taken or slot.is_held(at))


def _key(slot: Slot) -> tuple[str, datetime]:
    return slot.desk.code, slot.starts_at


def _remove(slots: list[Slot], at: datetime) -> None:
    """Gone, unless a cancelled registration still names it: then closed, for the history to stay readable."""
    keys = {slot.pk for slot in slots}
    named = set(Registration.objects.filter(slot_id__in=keys).order_by().values_list("slot_id", flat=True))
    Slot.objects.filter(pk__in=named).update(closed_at=at)
    Slot.objects.filter(pk__in=keys - named).delete()


def _add(cafe: Cafe, planned: Iterable[Planned]) -> None:
    desks = {desk.code: desk for desk in cafe.desks.order_by("code")}
    for one in planned:
        changes = {"ends_at": one.ends_at, "closed_at": None}
        Slot.objects.update_or_create(desk=desks[one.desk], starts_at=one.starts_at, defaults=changes)
