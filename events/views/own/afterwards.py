"""After the café, from one's own page: what one thought of it, what is held, what may be taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from events.actions.after.consents import withdraw_consents
from events.actions.after.feedback import give_feedback
from events.forms.feedback import FeedbackForm
from events.queries.after.held import answers_of, consents_of, held_of, mails_of, shown_facts
from events.rules.after import can_give_feedback, can_withdraw_consents
from events.views.own.registration import OwnPage
from inmp_portal.lib.verdict import Refused


class GiveFeedback(OwnPage):
    """GET/POST /inscriptions/<référence>/avis/"""

    template_name = "events/after/feedback.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verdict = can_give_feedback(self.person, self.registration, self.at)
        return self.render_to_response(
            self.get_context_data(form=FeedbackForm(), refused=None if verdict else verdict)
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FeedbackForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, refused=None), status=422)
        try:
            give_feedback(registration=self.registration, answers=form.cleaned_data, at=self.at)
        except Refused as refusal:
            return self.refused(refusal, form=form)
        return self.back("Merci de votre avis. Il est enregistré sans votre nom.")


class Held(OwnPage):
    """GET /inscriptions/<référence>/donnees/ — all that is held, how long, how to object."""

    template_name = "events/after/held.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registration = self.registration
        return super().get_context_data(
            facts=shown_facts(registration), answers=answers_of(registration), consents=consents_of(registration),
            mails=mails_of(registration), can_withdraw=can_withdraw_consents(self.person, registration, self.at), **kwargs,
        )  # fmt: skip


class HeldFile(OwnPage):
    """GET /inscriptions/<référence>/donnees.json"""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = {"ensure_ascii": False, "indent": 2}
        response = JsonResponse(held_of(self.registration), json_dumps_params=shown)
        response.headers["Content-Disposition"] = 'attachment; filename="mes-donnees-cafe-inmp.json"'
        return response


class WithdrawConsents(OwnPage):
    """POST /inscriptions/<référence>/accords/retrait/ — all of them, in one click."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            withdraw_consents(registration=self.registration, by=self.person, at=self.at)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, "Vos accords facultatifs sont retirés.")
        return redirect("events:registration_held", reference=self.registration.reference)
