"""What a proposal is worked out from: who may come to which slot, and a print of the appointments as they stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.methods.wishes import Assignment, Person, assign, reassign
from events.models import Cafe, Proposal, Registration, Slot
from events.rules.waiting import POSSIBLE, accepts, answers_theme
from events.states import SEATED, ProposalKind, RegistrationState


@dataclass(frozen=True)
class Change:
    """One person: from a slot (None: waiting) to another (None: the waiting list)."""

    registration: Registration
    before: Slot | None
    after: Slot | None

    @property
    def is_off_theme(self) -> bool:
        """Sent to another desk, which does not answer questions like theirs."""
        question = getattr(self.registration, "question", None)
        if question is None or self.after is None or (self.before and self.before.desk_id == self.after.desk_id):
            return False
        return not answers_theme(self.after.desk, question)


def basis_of(cafe: Cafe) -> str:
    """A print of all that a proposal depends on: who has or awaits which slot, and which slots are open."""
    people = Registration.objects.filter(cafe=cafe, state__in=(*SEATED, RegistrationState.WAITING)).order_by("pk")
    slots = Slot.objects.filter(desk__cafe=cafe, closed_at__isnull=True).order_by("pk")
    held = [list(people.values_list("pk", "state", "slot_id")), list(slots.values_list("pk", "is_taken"))]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


def solve(proposal: Proposal, at: datetime) -> dict[str, int | None]:
    """Slots by reference of registration; None is the waiting list. Slow: for a task."""
    by_kind = {ProposalKind.CLOSURE: _after_closing, ProposalKind.ASSIGNMENT: _of_the_waiting}
    return by_kind[ProposalKind(proposal.kind)](proposal, at)


def changes_of(proposal: Proposal, user: Any, at: datetime) -> list[Change]:
    """The proposal in rows, in the order of the hours left; two queries."""
    found = Registration.objects.visible_to(user, at).filter(reference__in=proposal.places)
    people = found.select_related("slot__desk", "question").order_by("slot__starts_at", "waiting_since", "pk")
    wanted = [key for key in proposal.places.values() if key]
    slots = {slot.pk: slot for slot in Slot.objects.filter(pk__in=wanted).select_related("desk").order_by("pk")}
    return [Change(one, one.slot, slots.get(proposal.places[one.reference])) for one in people]


def _after_closing(proposal: Proposal, at: datetime) -> dict[str, int | None]:
    """Those of the closed slots are placed again, the same desk and the nearest hour first; the others stay."""
    seated = Registration.objects.filter(cafe=proposal.cafe, state__in=SEATED, slot__isnull=False)
    people = list(seated.select_related("slot__desk").order_by("created_at", "pk"))
    gone = {str(key) for key in proposal.gone}
    free = _free(proposal.cafe, at)
    current = {one.reference: str(one.slot_id) for one in people}
    displaced = [one for one in people if str(one.slot_id) in gone]
    moved = {one.reference: _wishes(one, free, gone) for one in displaced}
    asked = [Person(one.reference, moved.get(one.reference, ())) for one in people]
    slots = {*(str(slot.pk) for slot in free), *current.values()}
    found = reassign(asked, slots, current=current, gone=gone)
    return _places(found, (one.reference for one in displaced))


def _of_the_waiting(proposal: Proposal, at: datetime) -> dict[str, int | None]:
    """As many waiting people as can be, each at a slot that they accept, first come first served between equals."""
    waiting = Registration.objects.waiting().filter(cafe=proposal.cafe).select_related("question")
    free, people = _free(proposal.cafe, at), list(waiting)
    asked = [Person(one.reference, (), frozenset(str(s.pk) for s in free if accepts(one, s))) for one in people]
    return _places(assign(asked, [str(slot.pk) for slot in free]), (one.reference for one in people))


def _free(cafe: Cafe, at: datetime) -> list[Slot]:
    ahead = Slot.objects.free().filter(desk__cafe=cafe, starts_at__gt=at)
    return list(ahead.select_related("desk").order_by("starts_at", "desk__code"))


def _wishes(registration: Registration, free: Iterable[Slot], gone: set[str]) -> tuple[str, ...]:
    """Free slots from the nearest to what it had; only the hours that its person named, if they did."""
    had, hours = registration.slot, registration.answers.get(POSSIBLE) or []
    if had is None:
        return ()
    open_to = [slot for slot in free if str(slot.pk) not in gone and (not hours or slot.hour in hours)]
    nearest = sorted(
        open_to, key=lambda slot: (slot.desk_id != had.desk_id, abs(slot.starts_at - had.starts_at), slot.pk)
    )
    return tuple(str(slot.pk) for slot in nearest)


def _places(found: Assignment, references: Iterable[str]) -> dict[str, int | None]:
    return {reference: int(found.places[reference]) if reference in found.places else None for reference in references}
