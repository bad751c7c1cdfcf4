"""/pilotage/cafes/<slug>/proposition/ – appointments given all at once: asked for, shown, confirmed or dropped."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest

from events.actions.coordination.proposing import STALE, Applied, ask_assignment, confirm_proposal, drop_proposal
from events.models import Proposal
from events.queries.coordination.proposals import basis_of, changes_of
from events.rules.coordinating import can_assign, can_plan, places_somebody
from events.states import ProposalKind, ProposalState
from events.views.coordination.base import CafeAction
from inmp_portal.lib.french import counted


class AskAssignment(CafeAction):
    """GET/POST …/attribution/"""

    rule = can_assign
    template_name = "events/coordination/slots/assign.html"
    tab = "slots"
    back = "cafe_proposal"

    def act(self, form: Any) -> str:
        ask_assignment(cafe=self.object, by=self.request.user, at=self.at)
        return "Le portail prépare l’attribution. Elle s’affiche ici dans quelques secondes, à confirmer."


class ProposalPage(CafeAction):
    """GET/POST …/proposition/ — the latest proposal; POST confirms it, for the people that are ticked."""

    rule = can_plan
    template_name = "events/coordination/slots/proposal.html"
    tab = "slots"
    back = "cafe_slots"
    ticked: list[str] | None = None  # references, once the form was sent

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal = self._latest()
        is_ready = proposal is not None and proposal.state == ProposalState.READY
        changes = changes_of(proposal, self.request.user, self.at) if proposal and is_ready else []
        is_stale = proposal is not None and is_ready and proposal.basis != basis_of(self.object)
        useful = places_somebody(proposal, proposal.places) if proposal and is_ready else None
        return super().get_context_data(
            proposal=proposal, changes=changes, stale=STALE if is_stale else "", useful=useful, ticked=self.ticked,
            off_theme=sum(change.is_off_theme for change in changes), **kwargs,
        )  # fmt: skip

    def _latest(self) -> Proposal | None:
        found = Proposal.objects.visible_to(self.request.user, self.at).filter(cafe=self.object)
        return found.select_related("asked_by", "decided_by").order_by("-asked_at", "-pk").first()

    def act(self, form: Any) -> str:
        self.ticked = kept = self.request.POST.getlist("garder")
        proposal = self.named()
        return _said(
            proposal.kind, confirm_proposal(proposal=proposal, kept=kept, by=self.request.user, at=self.at)
        )  # fmt: skip

    def named(self) -> Proposal:
        """The proposal that the form showed, not the one that may have come since."""
        found = Proposal.objects.visible_to(self.request.user, self.at).filter(cafe=self.object)
        proposal = found.filter(reference=self.request.POST.get("proposition", "")).first()
        if proposal is None:
            raise BadRequest("no such proposal")
        return proposal


class DropProposal(ProposalPage):
    """POST …/proposition/abandon/"""

    http_method_names = ["post"]

    def act(self, form: Any) -> str:
        drop_proposal(proposal=self.named(), by=self.request.user, at=self.at)
        return "La proposition est abandonnée\u00a0: aucun rendez-vous ne change."


def _said(kind: str, done: Applied) -> str:
    """What was changed, and nothing more."""
    if kind == ProposalKind.ASSIGNMENT:
        placed = counted(done.placed, "personne placée, prévenue", "personnes placées, prévenues")
        return f"La proposition est appliquée\u00a0: {placed} par courriel."
    moved = counted(done.placed, "rendez-vous déplacé", "rendez-vous déplacés")
    waiting = counted(done.waiting, "personne remise", "personnes remises")
    return (
        f"La proposition est appliquée\u00a0: {moved}, {waiting} en liste d’attente. "
        "Chaque personne concernée est prévenue par courriel."
    )
