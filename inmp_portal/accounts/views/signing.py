"""Signing in: one form for everybody, then the code, then the page that was asked."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from inmp_portal.accounts.actions.signing import ask_code, confirm_code, replace_code
from inmp_portal.accounts.forms.signing import CodeForm, SignInForm
from inmp_portal.accounts.models import SignInCode
from inmp_portal.accounts.web.opening import open_session
from inmp_portal.lib import clock
from inmp_portal.lib.limiting import LIMITED
from inmp_portal.lib.verdict import Refused

PENDING = "sign_in"  # session key: {"code": id, "email": …, "next": …}


def safe_next(request: HttpRequest, url: str | None) -> str:
    """A page of this portal to go to, or one's own space."""
    if url and url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()):
        return url
    return str(settings.LOGIN_REDIRECT_URL)


@method_decorator(never_cache, name="dispatch")
class SignIn(FormView):
    """GET/POST /compte/connexion/ — known, unknown and closed accounts see the same page after the same work."""

    form_class = SignInForm
    template_name = "account/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(safe_next(request, request.GET.get("next")))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        if not ratelimit.consume(self.request, action="ask_code", key=email):
            form.add_error(None, LIMITED)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        code = ask_code(email=email, at=clock.now())
        target = safe_next(self.request, self.request.POST.get("next") or self.request.GET.get("next"))
        self.request.session[PENDING] = {"code": code.pk, "email": code.email, "next": target}
        return redirect("account_confirm_login_code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        target = safe_next(self.request, self.request.POST.get("next") or self.request.GET.get("next"))
        return super().get_context_data(next=target, directory=settings.DIRECTORY, **kwargs)


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class ConfirmCode(FormView):
    """GET/POST /compte/connexion/code/ — the code, or another one (`action=resend`)."""

    form_class = CodeForm
    template_name = "account/confirm_login_code.html"

    pending: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.pending = request.session.get(PENDING, {})
        if request.user.is_authenticated or not self.pending:
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._resend() if request.POST.get("action") == "resend" else super().post(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        if not ratelimit.consume(self.request, action="confirm_code"):
            return self._refuse(form, LIMITED, status=429)
        try:
            user = confirm_code(code_id=self.pending["code"], typed=form.cleaned_data["code"], at=clock.now())
        except Refused as refusal:
            return self._refuse(form, refusal.reason, status=422)
        return open_session(self.request, user, how="code", next=self.request.session.pop(PENDING)["next"])

    def _resend(self) -> HttpResponse:
        email = self.pending["email"]
        if not ratelimit.consume(self.request, action="ask_code", key=email):
            return self._refuse(Form(), LIMITED, status=429)
        code = replace_code(code_id=self.pending["code"], email=email, at=clock.now())
        self.request.session[PENDING] = {**self.pending, "code": code.pk}
        messages.success(self.request, "Un nouveau code vient de partir. Le précédent ne fonctionne plus.")
        return redirect("account_confirm_login_code")

    def _refuse(self, form: Form, reason: str, *, status: int) -> HttpResponse:
        if isinstance(form, CodeForm):
            form.add_error("code", reason)
        else:
            messages.error(self.request, reason)
            form = CodeForm()
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code = SignInCode.objects.filter(pk=self.pending["code"]).first()
        minutes = settings.SIGN_IN_CODE_MINUTES
        return super().get_context_data(email=self.pending["email"], code=code, minutes=minutes, **kwargs)
