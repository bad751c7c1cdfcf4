"""The door that every way in leads to: allauth's, with the second factor when there is one."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from inmp_portal.accounts.models import User
from inmp_portal.accounts.web.adapters import welcome_first


def open_session(request: HttpRequest, user: User, *, how: str, next: str) -> HttpResponse:
    """Second factor when there is one, then the session; a closed account gets its own page. `how`: code, directory."""
    record_authentication(request, user, method=how, email=user.email)
    return perform_login(request, Login(user=user, email=user.email, redirect_url=welcome_first(user, next)))
