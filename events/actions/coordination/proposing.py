"""Appointments given, or given again, all at once: asked for, worked out by a task, confirmed by a person or dropped."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from events.actions.coordination.displacing import put_back, put_elsewhere
from events.actions.seating import place, promote
from events.actions.telling import tell_expert
from events.models import Cafe, Proposal, Registration, Slot
from events.queries.coordination.proposals import basis_of, solve
from events.rules.booking import SLOT_TAKEN
from events.rules.coordinating import can_assign, can_plan, places_somebody
from events.states import SEATED, ProposalKind, ProposalState, RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.references import new_reference
from inmp_portal.lib.verdict import Refused
from inmp_portal.lib.work import nudge

log = logging.getLogger(__name__)

COMPUTE = "events.tasks.propose"
STALE = "Les rendez-vous ont changé depuis ce calcul\u00a0: abandonnez la proposition et demandez-en une nouvelle."
_WAITS = "Une proposition attend déjà une décision\u00a0: confirmez-la ou abandonnez-la d’abord."


@dataclass(frozen=True)
class Applied:
    """What a confirmation changed: people who got a slot, people who lost theirs and wait; each has been told."""

    placed: int
    waiting: int


@transaction.atomic
def close_slots(*, cafe: Cafe, slots: Iterable[Slot], reason: str, by: User, at: datetime) -> Proposal | None:
    """Close slots: at once when nobody stands there (None); else ask for a proposal of where to put these people.

    Until the proposal is decided, the free ones among them are closed already, so that nobody books there.
    """
    cafe = Cafe.objects.locked(cafe)
    can_plan(by, cafe, at).require()
    keys = [slot.pk for slot in slots]
    open_ones = Slot.objects.filter(desk__cafe=cafe, pk__in=keys, closed_at__isnull=True)
    gone = sorted(open_ones.values_list("pk", flat=True))
    if not gone:
        raise Refused("Ces créneaux sont déjà fermés.")
    is_booked = Registration.objects.filter(slot_id__in=gone, state__in=SEATED).exists()
    proposal = _ask(cafe, ProposalKind.CLOSURE, by, at, gone=gone, reason=reason) if is_booked else None
    open_ones.filter(is_taken=False).update(closed_at=at, holder_token="", held_until=None)
    journal.record("cafe.slots_closed", cafe, by=by, at=at, count=len(gone), reason=reason)
    return proposal


@transaction.atomic
def ask_assignment(*, cafe: Cafe, by: User, at: datetime) -> Proposal:
    """Ask how the free slots go to the waiting list all at once."""
    cafe = Cafe.objects.locked(cafe)
    can_assign(by, cafe, at).require()
    if not Registration.objects.waiting().filter(cafe=cafe).exists():
        raise Refused("Personne n’attend.")
    return _ask(cafe, ProposalKind.ASSIGNMENT, by, at)


def _ask(cafe: Cafe, kind: ProposalKind, by: User, at: datetime, **details: object) -> Proposal:
    if Proposal.objects.undecided().filter(cafe=cafe).exists():
        raise Refused(_WAITS)
    fields = {"reference": new_reference(10), "cafe": cafe, "kind": kind, "asked_at": at, "asked_by": by}
    proposal = Proposal.objects.create(**fields, **details)
    journal.record("proposal.asked", proposal, by=by, at=at, kind=str(kind.label))
    nudge(COMPUTE)
    return proposal


def compute_proposals(*, at: datetime) -> int:
    """Work out what was asked for; returns how many. One that fails says so on its page and keeps no other waiting."""
    pending = Proposal.objects.filter(state=ProposalState.PENDING).order_by("pk").values_list("pk", flat=True)
    return sum(_compute(key, at) for key in list(pending))


@transaction.atomic
def _compute(key: int, at: datetime) -> bool:
    """Under the row's lock: two workers never work at the same one, and one that dies leaves it to the next."""
    rows = Proposal.objects.select_for_update(of=("self",), skip_locked=True).select_related("cafe")
    proposal = rows.filter(pk=key, state=ProposalState.PENDING).first()
    if proposal is None:
        return False
    basis = basis_of(proposal.cafe)
    try:
        with transaction.atomic():
            places = solve(proposal, at)
    except Exception as error:
        log.exception("proposal %s", key)
        proposal.move(ProposalState.FAILED, computed_at=at, error=f"{type(error).__name__}: {error}"[:300])
    else:
        proposal.move(ProposalState.READY, computed_at=at, places=places, basis=basis)
    journal.record("proposal.computed", proposal, by=None, at=at, count=len(proposal.places))
    return True


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, kept: Collection[str], by: User, at: datetime) -> Applied:
    """Apply a proposal; of its people, only the references in `kept` get the slot, the others the waiting list.

    Refused when somebody decided before, when an appointment has changed since it was worked out, or when it would
    change nothing.
    """
    cafe = Cafe.objects.locked(proposal.cafe)
    proposal = Proposal.objects.locked(proposal)
    rule = can_assign if proposal.kind == ProposalKind.ASSIGNMENT else can_plan
    rule(by, cafe, at).require()
    _require_undecided(proposal)
    if proposal.state != ProposalState.READY or proposal.basis != basis_of(cafe):
        raise Refused(STALE)
    places_somebody(proposal, kept).require()
    Slot.objects.filter(pk__in=proposal.gone).update(closed_at=at)
    slots = {slot.pk: slot for slot in Slot.objects.filter(desk__cafe=cafe).select_related("desk").order_by("pk")}
    given = {ref: slots[key] for ref, key in proposal.places.items() if key and ref in kept}
    for one in _people(proposal):
        _give(cafe, one, given.get(one.reference), proposal, by, at)
    displaced = len(proposal.places) - len(given) if proposal.kind == ProposalKind.CLOSURE else 0
    proposal.move(ProposalState.APPLIED, decided_at=at, decided_by=by)
    journal.record("proposal.applied", proposal, by=by, at=at, count=len(given) + displaced)
    promote(cafe, at)
    return Applied(len(given), displaced)


@transaction.atomic
def drop_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Change nothing more; slots that were free and closed stay closed."""
    cafe = Cafe.objects.locked(proposal.cafe)
    proposal = Proposal.objects.locked(proposal)
    can_plan(by, cafe, at).require()
    _require_undecided(proposal)
    proposal.move(ProposalState.DROPPED, decided_at=at, decided_by=by)
    journal.record("proposal.dropped", proposal, by=by, at=at)
    return proposal


def _require_undecided(proposal: Proposal) -> None:
    if proposal.decided_by is not None:
        word = "confirmé" if proposal.state == ProposalState.APPLIED else "abandonné"
        raise Refused(f"{proposal.decided_by} a déjà {word} cette proposition.")


def _people(proposal: Proposal) -> list[Registration]:
    """Those whom it speaks of, locked in the order of keys."""
    rows = Registration.objects.select_for_update(of=("self",)).filter(reference__in=proposal.places)
    return list(rows.select_related("cafe", "slot__desk", "question").order_by("pk"))


def _give(
    cafe: Cafe, registration: Registration, slot: Slot | None, proposal: Proposal, by: User, at: datetime
) -> None:
    registration.cafe, before = cafe, registration.slot
    if registration.state != RegistrationState.WAITING:
        if slot:
            put_elsewhere(registration, slot, reason=proposal.reason, by=by, at=at)
        else:
            put_back(registration, reason=proposal.reason, by=by, at=at)
    elif slot:
        if not Slot.objects.take_free(slot):
            raise Refused(SLOT_TAKEN)
        place(cafe, registration, slot, at)
    tell_expert(before, slot, said_at=at)
