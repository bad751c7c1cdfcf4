"""Leaving for the campus directory, and coming back: allauth speaks the protocol, `web.directory` ends it."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View
from requests import RequestException

from inmp_portal.accounts.views.signing import safe_next
from inmp_portal.accounts.web.directory import FAILED

# It does not answer, or not as the protocol says.
BROKEN = (RequestException, KeyError, ValueError)


@method_decorator(never_cache, name="dispatch")
class DirectorySignIn(View):
    """POST /compte/connexion/annuaire/ — to the directory, when the instance has one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if settings.DIRECTORY is None:
            raise Http404
        provider = get_adapter().get_provider(request, settings.DIRECTORY["id"])
        target = safe_next(request, request.POST.get("next"))
        try:
            return provider.redirect(request, process=AuthProcess.LOGIN, next_url=target)
        except BROKEN:
            return _failed(request)


@method_decorator(never_cache, name="dispatch")
class DirectoryReturn(View):
    """GET /compte/connexion/<annuaire>/retour/ — the directory's answer, when the instance has one."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, provider_id: str) -> HttpResponse:
        if settings.DIRECTORY is None:
            raise Http404
        try:
            return openid.callback(request, provider_id)
        except BROKEN:
            return _failed(request)


def _failed(request: HttpRequest) -> HttpResponse:
    messages.error(request, FAILED)
    return redirect("account_login")
