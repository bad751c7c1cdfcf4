"""The dossier of one's registration: chosen among one's own, opened from what the questionnaire knows, untied."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from applications.models import Call
from applications.queries.starting import WANTED, hand
from applications.rules.drafting import can_open_draft
from events.actions.own.tying import tie, untie
from events.forms.dossiers import PrefillForm, TieForm
from events.queries.dossiers import known_answers, own_dossiers
from events.rules.desks import SHARES_DOSSIER
from events.rules.refining import can_tie
from events.views.own.registration import OwnPage
from inmp_portal.lib.verdict import Refused


class Dossier(OwnPage):
    """GET/POST /inscriptions/<référence>/dossier/ — GET shows one's dossiers (`?dossier=` proposes one), POST ties or unties."""

    template_name = "events/own/dossier/choose.html"

    def read(self, call: Call) -> dict[str, Any]:
        verdict = can_tie(self.person, self.registration, self.at)
        may_open = can_open_draft(self.request.user, self.registration.cafe.call, self.at)
        return {**super().read(call), "verdict": verdict, "may_open": may_open}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form(), refused=None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, refused=None), status=422)
        try:
            return self.back(self.act(**form.cleaned_data))
        except Refused as refusal:
            return self.refused(refusal, form=form)

    def act(self, dossier: str, partage_dossier: bool) -> str:
        if not dossier:
            untie(registration=self.registration, by=self.person, at=self.at)
            return "Cette inscription n’est plus liée à un dossier."
        tie(registration=self.registration, reference=dossier, shares=partage_dossier, by=self.person, at=self.at)
        return "Votre inscription est liée à votre dossier."

    def form(self, data: Any = None) -> TieForm:
        tied = self.registration.application
        proposed = self.request.GET.get("dossier") or (tied.reference if tied else "")
        initial = {"dossier": proposed, SHARES_DOSSIER: SHARES_DOSSIER in self.registration.consents}
        mine = own_dossiers(self.person, self.registration.cafe.call_id)
        return TieForm(data, initial=initial, dossiers=mine, asks_sharing=not self.registration.cafe.is_open_session)


class NewDossier(OwnPage):
    """GET/POST /inscriptions/<référence>/dossier/nouveau/ — what may be taken over, one box each; POST goes to the opening page."""

    template_name = "events/own/dossier/new.html"

    def read(self, call: Call) -> dict[str, Any]:
        verdict = can_tie(self.person, self.registration, self.at)
        if verdict.ok:
            verdict = can_open_draft(self.request.user, self.registration.cafe.call, self.at)
        return {**super().read(call), "verdict": verdict}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = known_answers(self.registration)
        return self.render_to_response(self.get_context_data(form=PrefillForm(known=known), refused=None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_tie(self.person, self.registration, self.at):
            return self.get(request)
        form = PrefillForm(request.POST, known=known_answers(self.registration))
        back = reverse("events:registration_dossier", args=[self.registration.reference])
        hand(request.session, answers=form.taken(), back=back)
        return redirect(f"{reverse('applications:application_start')}?{urlencode({'autre': 1, WANTED: 1})}")
