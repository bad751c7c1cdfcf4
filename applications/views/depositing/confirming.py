"""The summary, the confirmation, and what is said when a deposit is refused."""

from __future__ import annotations

import uuid
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from applications.actions.depositing import deposit
from applications.actions.deposits.attempts import NotDeposited
from applications.forms.depositing import ConfirmForm
from applications.forms.drafting.progress import todos_of
from applications.methods.deposits.instants import written_duration
from applications.models import Application
from applications.queries.deposits.confirming import changes_since, confirmation_of
from applications.rules.depositing import can_deposit
from applications.views.depositing.own import own_applications
from inmp_portal.lib.views import ActionView


class Confirm(ActionView):
    """/dossiers/<ref>/depot/ — GET: what is missing, or the summary to confirm. POST: deposit, then the receipt."""

    rule = can_deposit
    form_class = ConfirmForm
    template_name = "applications/deposit/confirm.html"
    refusal: NotDeposited | None = None

    def get_object(self) -> Application:
        """To confirm, the dossier's texts are read once, by the action, under its lock."""
        reads = own_applications(self.request.user, self.at).select_related(None).select_related("call")
        if self.request.method == "POST":
            reads = reads.defer("answers", "search", "call__form", "call__parameters")
        application: Application = get_object_or_404(reads, reference=self.kwargs["reference"])
        self.request.site_call = application.call  # the page's deadline speaks of this very call
        return application

    def form_valid(self, form: Form) -> HttpResponse:
        data = form.cleaned_data
        try:
            made = deposit(
                application=self.object, by=self.request.user, at=self.at, token=data["token"], seen=data["seen"]
            )
        except NotDeposited as refusal:
            return self._refused(refusal, data["shown"])
        return redirect("applications:receipt_detail", self.object.reference, made.version)

    def form_invalid(self, form: Form) -> HttpResponse:
        """The hidden fields are gone or spoilt: show the summary again."""
        return self.render_to_response(self.get_context_data(), status=400)

    def _refused(self, refusal: NotDeposited, shown: str) -> HttpResponse:
        self.object.refresh_from_db()
        self.refusal, self.verdict = refusal, can_deposit(self.request.user, self.object, self.at)
        if refusal.at and refusal.deadline and refusal.kind == "late":
            lateness = written_duration(refusal.at - refusal.deadline)
            context = {"application": self.object, "refusal": refusal, "lateness": lateness, "at": self.at}
            return render(self.request, "applications/deposit/late.html", context, status=409)
        return self.render_to_response(self.get_context_data(shown_before=shown), status=409)

    def get_context_data(self, *, shown_before: str = "", **kwargs: Any) -> dict[str, Any]:
        confirmation = confirmation_of(self.object)
        stale = self.refusal is not None and self.refusal.kind == "stale"
        initial = {"token": uuid.uuid4(), "seen": confirmation.seen, "shown": confirmation.shown}
        return super().get_context_data(
            form=ConfirmForm(initial=initial),
            application=self.object,
            confirmation=confirmation,
            refusal=self.refusal,
            is_closed=self.at > self.object.deadline,
            doubts=todos_of(self.object, confirmation.doubts),
            changes=changes_since(shown_before, self.object, confirmation) if stale else [],
        )
