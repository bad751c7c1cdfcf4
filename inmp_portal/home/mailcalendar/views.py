"""/pilotage/courriels/calendrier/ – what will leave, to whom, when; held back, let go, or sent without waiting."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from inmp_portal.home.mailcalendar import actions
from inmp_portal.home.mailcalendar.rules import can_hold_back, can_let_go, can_send_early
from inmp_portal.lib import clock
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.views import ActionView
from inmp_portal.outbox import plans
from inmp_portal.outbox.plans import Planned
from inmp_portal.outbox.rules import can_rewrite

SHOWN = 200  # people listed; their number is always said


class PlanList(LoginRequiredMixin, View):
    """GET: by day."""

    def get(self, request: HttpRequest) -> HttpResponse:
        at = clock.now()
        if not can_rewrite(request.user, None, at):
            raise Http404
        rows = [_row(one, request.user, at) for one in plans.planned(request.user, at)]
        days = [(day, list(found)) for day, found in groupby(rows, key=lambda row: _day(row["planned"]))]
        return render(request, "home/mailcalendar/list.html", {"days": days})


def _day(planned: Planned) -> date:
    return planned.due_at.astimezone(PARIS).date()


def _row(planned: Planned, user: Any, at: Any) -> dict[str, Any]:
    """A line with its state."""
    if planned.held:
        state, tone = "Retenue", "warm"
    elif planned.due_at <= at:
        state, tone = "Part maintenant", "open"
    else:
        state, tone = "Prévue", "calm"
    return {
        "planned": planned,
        "slug": planned.notice.kind,
        "state": state,
        "tone": tone,
        "is_spread": planned.last_at != planned.due_at,
    }


class _OfOne(ActionView):
    """What the pages of one reminder share: 404 for whoever may not decide, and once nothing more will leave."""

    template_name = "home/mailcalendar/detail.html"

    def get_object(self) -> Planned:
        if can_rewrite(self.request.user, None, self.at):
            for one in plans.planned(self.request.user, self.at):
                if (one.scope, one.rule) == (self.kwargs["scope"], self.kwargs["rule"]):
                    return one
        raise Http404

    def get_success_url(self) -> str:
        return reverse("home:mail_plan_list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = plans.people(self.object, self.request.user, self.at)
        rules = {"hold": can_hold_back, "let_go": can_let_go, "send": can_send_early}
        verdicts = {name: rule(self.request.user, self.object, self.at) for name, rule in rules.items()}
        shown = {"people": people[:SHOWN], "more": max(0, len(people) - SHOWN), "may": verdicts}
        return super().get_context_data(**kwargs) | _row(self.object, self.request.user, self.at) | shown


class PlanDetail(_OfOne):
    """GET: who is concerned, and what can be decided."""

    http_method_names = ["get"]
    rule = can_rewrite


class HoldBack(_OfOne):
    """POST."""

    http_method_names = ["post"]
    rule = can_hold_back

    def act(self, form: Form) -> str:
        actions.hold_back(planned=self.object, by=self.request.user, at=self.at)
        return "La relance est retenue\u00a0: elle ne partira pas tant que vous ne la laissez pas repartir."


class LetGo(_OfOne):
    """POST."""

    http_method_names = ["post"]
    rule = can_let_go

    def act(self, form: Form) -> str:
        actions.let_go(planned=self.object, by=self.request.user, at=self.at)
        return "La relance partira à son heure."


class SendEarly(_OfOne):
    """GET says to whom; POST has them leave."""

    rule = can_send_early
    template_name = "home/mailcalendar/send.html"

    def act(self, form: Form) -> str:
        actions.send_early(planned=self.object, by=self.request.user, at=self.at)
        return "La relance part\u00a0: ses courriels apparaissent dans la file d’ici une minute."
