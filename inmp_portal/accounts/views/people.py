"""« Mon compte », the welcome page, and the roles."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.views.generic import FormView, View

from inmp_portal.accounts.actions.profiles import edit_profile
from inmp_portal.accounts.actions.roles import grant_role, revoke_role
from inmp_portal.accounts.actions.signing import welcome
from inmp_portal.accounts.forms.people import GrantForm, ProfileForm, WelcomeForm
from inmp_portal.accounts.models import Grant, Institution, Role
from inmp_portal.accounts.rules import can_follow_glass, can_manage_roles, can_revoke
from inmp_portal.accounts.views.signing import safe_next
from inmp_portal.accounts.web.signed_in import SignedIn
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused


class Profile(SignedIn, FormView):
    """GET/POST /compte/ — one's profile, with the ways to sessions and second factor."""

    form_class: type[WelcomeForm] = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("accounts:profile")

    def get_initial(self) -> dict[str, Any]:
        return self.form_class.initial_of(self.person)

    def form_valid(self, form: WelcomeForm) -> HttpResponse:
        edit_profile(user=self.person, by=self.person, at=clock.now(), **form.cleaned_data)
        messages.success(self.request, "Votre profil est enregistré.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.person
        factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        grants = Grant.objects.active().filter(user=user).order_by("role")
        kwargs["follows_glass"] = can_follow_glass(user, clock.now()).ok
        return super().get_context_data(factors=factors.count(), grants=grants, **kwargs)


class Welcome(Profile):
    """GET/POST /compte/bienvenue/ — once, after the first sign-in; « Plus tard » goes on without."""

    form_class = WelcomeForm
    template_name = "accounts/welcome.html"

    def get_initial(self) -> dict[str, Any]:
        """What is known, and the establishment that the address tells."""
        known = super().get_initial()
        return known | {"institution": known["institution"] or Institution.objects.of_address(self.person.email)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") != "later":
            return super().post(request, *args, **kwargs)
        welcome(user=self.person, by=self.person, at=clock.now())
        return redirect(self.get_success_url())

    def form_valid(self, form: WelcomeForm) -> HttpResponse:
        user, at = self.person, clock.now()
        edit_profile(user=user, by=user, at=at, **form.cleaned_data)
        welcome(user=user, by=user, at=at)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return safe_next(self.request, self.request.GET.get("next"))


class ManagesRoles(SignedIn, View):
    """Pages of those who give roles; they do not exist for other people."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not can_manage_roles(request.user, clock.now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class Roles(ManagesRoles, FormView):
    """GET/POST /compte/roles/ — who holds which role; give one."""

    form_class = GrantForm
    template_name = "accounts/roles.html"
    success_url = reverse_lazy("accounts:roles")

    def form_valid(self, form: GrantForm) -> HttpResponse:
        person, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            grant_role(person=person, role=role, by=self.person, at=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, f"{person} a maintenant le rôle « {Role(role).label} ».")
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = clock.now()
        grants = Grant.objects.visible_to(self.request.user, at).active().select_related("user", "granted_by")
        rows = list(grants.order_by("role", "user__last_name", "user__first_name", "pk"))
        directors = sum(grant.role == Role.DIRECTOR for grant in rows)
        shown = [(grant, can_revoke(self.person, grant, at, directors=directors)) for grant in rows]
        return super().get_context_data(rows=shown, **kwargs)


class RevokeRole(ManagesRoles):
    """POST /compte/roles/<id>/retrait/ — withdraw a role."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        at = clock.now()
        grant = get_object_or_404(Grant.objects.visible_to(request.user, at).active().select_related("user"), pk=pk)
        try:
            revoke_role(grant=grant, by=self.person, at=at)
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, f"{grant.user} n’a plus le rôle « {grant.get_role_display()} ».")
        return redirect("accounts:roles")
