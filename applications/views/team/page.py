"""The team of a dossier: who belongs to it, and who is invited."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from applications.actions.team.inviting import invite
from applications.forms.team import InviteForm
from applications.queries.team import team_of
from applications.rules.team import can_invite
from applications.states import TeamRole
from applications.views.depositing.own import own_applications
from inmp_portal.lib.verdict import Refused
from inmp_portal.lib.views import ActionView


class Team(ActionView):
    """GET and POST /dossiers/<ref>/equipe/ – for the whole team; only its lead invites."""

    queryset = own_applications
    rule = can_invite
    form_class = InviteForm
    template_name = "applications/team/team.html"

    def get_initial(self) -> dict[str, Any]:
        return {"role": TeamRole.CO_LEAD, "email": self.request.GET.get("adresse", "")[:254]}

    def form_valid(self, form: Form) -> HttpResponse:
        """No place for this address: said beside it, with the form as it was filled."""
        try:
            said = self.act(form)
        except Refused as refusal:
            form.add_error("email", refusal.reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, said)
        return redirect(self.get_success_url())

    def act(self, form: Form) -> str:
        made = invite(
            application=self.object, email=form.cleaned_data["email"], role=TeamRole(form.cleaned_data["role"]),
            by=self.request.user, at=self.at,
        )  # fmt: skip
        return f"L’invitation est envoyée à {made.email}."

    def get_success_url(self) -> str:
        return reverse("applications:team", args=[self.object.reference])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team = team_of(self.object, self.request.user, self.at)
        return super().get_context_data(application=self.object, team=team, **kwargs)
