"""/pilotage/cafes/<slug>/creneaux/ – the slots: shown, planned with a preview, closed and opened again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse

from events.actions.coordination.planning import existing_of, open_slots, plan_slots, planned_over
from events.actions.coordination.proposing import close_slots
from events.forms.booking import label_of
from events.forms.coordination.slots import CloseSlotsForm, PlanForm
from events.methods.slots import generate, merge, problems
from events.models import Proposal, Slot
from events.queries.coordination.desks import seat_map
from events.rules.coordinating import can_assign, can_plan
from events.views.coordination.base import CafeAction, CafeDesk
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import counted


class SlotBoard(CafeDesk):
    """GET …/creneaux/"""

    template_name = "events/coordination/slots/board.html"
    tab = "slots"

    def read(self) -> dict[str, Any]:
        user = self.request.user
        undecided = Proposal.objects.visible_to(user, self.at).undecided().filter(cafe=self.cafe)
        return {
            "map": seat_map(self.cafe, user, self.at),
            "proposal": undecided.order_by("pk").first(),
            "can_plan": can_plan(user, self.cafe, self.at),
            "can_assign": can_assign(user, self.cafe, self.at),
        }


class PlanSlots(CafeAction):
    """GET/POST …/creneaux/planning/ — POST shows what would change, and does it once « Appliquer » is pressed."""

    rule = can_plan
    form_class = PlanForm  # type: ignore[assignment]  # made with `get_form_kwargs`
    template_name = "events/coordination/slots/plan.html"
    tab = "slots"
    back = "cafe_slots"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "cafe": self.object}

    def get_initial(self) -> dict[str, Any]:
        starts_at, ends_at = (instant.astimezone(PARIS) for instant in (self.object.starts_at, self.object.ends_at))
        desks = list(self.object.desks.order_by("code").values_list("code", flat=True))
        return {"opens": starts_at.time(), "closes": ends_at.time(), "minutes": self.object.slot_minutes, "buffer": 0,
                "desks": desks}  # fmt: skip

    def form_valid(self, form: Any) -> HttpResponse:
        if "appliquer" in self.request.POST:
            return super().form_valid(form)
        plan = form.plan()
        found = problems(plan)
        merged = None if found else merge(self._existing(plan.desks), generate(plan))
        context = self.get_context_data(form=form, problems=found, merged=merged)
        return self.render_to_response(context, status=422 if found else 200)

    def _existing(self, desks: Any) -> list[Any]:
        return [existing_of(slot, self.at) for slot in planned_over(self.object, desks)]

    def act(self, form: Any) -> str:
        at_once = not form.cleaned_data["waits"]
        done = plan_slots(cafe=self.object, plan=form.plan(), gives_at_once=at_once, by=self.request.user, at=self.at)
        added, removed = len(done.add), len(done.remove)
        return f"{counted(added, 'créneau ajouté', 'créneaux ajoutés')}, {counted(removed, 'retiré')}."


class CloseSlots(CafeAction):
    """GET/POST …/creneaux/fermeture/ — `?guichet=G1` ticks all of a desk, `?creneau=12` one slot."""

    rule = can_plan
    form_class = CloseSlotsForm  # type: ignore[assignment]  # as above
    template_name = "events/coordination/slots/close.html"
    tab = "slots"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "choices": [(str(slot.pk), label_of(slot)) for slot in self._open()]}

    def get_initial(self) -> dict[str, Any]:
        desk, one = self.request.GET.get("guichet"), self.request.GET.get("creneau")
        return {"slots": [str(slot.pk) for slot in self._open() if slot.desk.code == desk or str(slot.pk) == one]}

    def _open(self) -> list[Slot]:
        ahead = Slot.objects.filter(desk__cafe=self.object, closed_at__isnull=True, starts_at__gt=self.at)
        return list(ahead.select_related("desk").order_by("desk__code", "starts_at"))

    def act(self, form: Any) -> str:
        slots = Slot.objects.filter(pk__in=form.cleaned_data["slots"])
        reason = form.cleaned_data["reason"]
        asked = close_slots(cafe=self.object, slots=slots, reason=reason, by=self.request.user, at=self.at)
        self.back = "cafe_proposal" if asked else "cafe_slots"
        if asked:
            return "Des personnes ont rendez-vous sur ces créneaux\u00a0: le portail cherche où les placer. Sa proposition s’affiche ici, à confirmer."
        return "Les créneaux sont fermés."


class OpenSlots(CafeAction):
    """POST …/creneaux/ouverture/ — the closed slots of a desk, or one."""

    http_method_names = ["post"]
    rule = can_plan
    template_name = "events/coordination/slots/reopen.html"
    tab = "slots"
    back = "cafe_slots"

    def act(self, form: Any) -> str:
        desk = self.request.POST.get("guichet", "")
        if not desk:
            raise BadRequest("no desk named")
        slots = list(
            Slot.objects.filter(desk__cafe=self.object, desk__code=desk, closed_at__isnull=False).order_by("pk")
        )
        count = open_slots(cafe=self.object, slots=slots, by=self.request.user, at=self.at)
        return f"{counted(count, 'créneau ouvert', 'créneaux ouverts')} de nouveau."
