"""The invitation as the invited person reads it: accept or refuse."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from applications.actions.team.answering import accept, refuse
from applications.forms.team import ACCEPT, AnswerForm
from applications.models import Membership
from applications.rules.team import can_answer
from applications.states import MembershipState
from inmp_portal.lib.views import ActionView


class Invitation(ActionView):
    """GET and POST /invitations/<référence>/ – for the account of the invited address.

    Anybody else, and an invitation that does not exist, get the same page: with which address to come back.
    """

    queryset = Membership.objects.visible_to
    rule = can_answer
    form_class = AnswerForm
    template_name = "applications/team/invitation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return render(request, "applications/team/not_yours.html", status=404)

    def get_object(self) -> Membership:
        user = self.request.user
        own = Membership.objects.visible_to(user, self.at).addressed_to(user)
        rows = own.select_related("application__call", "application__lead__institution", "user")
        return get_object_or_404(rows, reference=self.kwargs["reference"])

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form: Form) -> str:
        answer = accept if form.cleaned_data["answer"] == ACCEPT else refuse
        self.object = answer(membership=self.object, by=self.request.user, at=self.at)
        if self.object.state == MembershipState.ACTIVE:
            return "Vous êtes dans l’équipe de ce dossier."
        return "L’invitation est refusée et votre adresse est effacée du dossier."

    def get_success_url(self) -> str:
        if self.object.state == MembershipState.ACTIVE:
            return reverse("applications:application_detail", args=[self.object.application.reference])
        return reverse("home:space")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(member=self.object, application=self.object.application, **kwargs)
