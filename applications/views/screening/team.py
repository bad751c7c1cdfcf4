"""The complement on the team's side: what is asked, until when, and the button that sends it."""

from __future__ import annotations

import uuid
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse

from applications.actions.deposits.attempts import NotDeposited
from applications.actions.screening.sending import send_complement
from applications.forms.screening import SendComplementForm
from applications.models import Application
from applications.queries.screening.complement import past_complements, request_of
from applications.rules.complementing import can_send
from applications.views.depositing.own import own_applications
from inmp_portal.lib.verdict import Verdict
from inmp_portal.lib.views import ActionView


class ComplementPage(ActionView):
    """/dossiers/<ref>/complement/ – for the whole team; only its lead sends. 404 while nothing was ever asked."""

    queryset = own_applications
    rule = can_send
    form_class = SendComplementForm
    template_name = "applications/screening/complement.html"

    def get_object(self) -> Application:
        application: Application = super().get_object()
        self.past = past_complements(application)
        if not self.past:
            raise Http404
        self.request.site_call = application.call
        return application

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return self.redirected(self.act(form))
        except NotDeposited as refusal:
            self.object = self.get_object()
            self.verdict = Verdict.no(refusal.reason) if refusal.kind in ("late", "rule") else self.verdict
            return self.render_to_response(self.get_context_data(form=form, refusal=refusal), status=409)

    def act(self, form: Form) -> str:
        data = form.cleaned_data
        made = send_complement(
            application=self.object,
            by=self.request.user,
            at=self.at,
            token=data["token"],
            reply=data["reply"],
            seen=data["seen"],
        )
        return f"Votre complément est envoyé\u00a0: le dossier est en version {made.version}. Un courriel le confirme."

    def get_success_url(self) -> str:
        return reverse("applications:application_detail", args=[self.object.reference])

    def get_context_data(
        self, *, form: Form | None = None, refusal: NotDeposited | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        asked = self.object.asked_complement
        request = request_of(self.object, asked) if asked else None
        reply = form.data.get("reply", "") if form else ""
        initial = {"token": uuid.uuid4(), "seen": request.confirmation.seen if request else "", "reply": reply}
        return super().get_context_data(
            form=SendComplementForm(initial=initial), application=self.object, asked=request, past=self.past, refusal=refusal,
            **kwargs,
        )  # fmt: skip
