"""Around each request: the session that lives on with activity, the answer to an expired one, the second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse

from inmp_portal.accounts.rules import is_staff

GetResponse = Callable[[HttpRequest], HttpResponseBase]
OPENED, SEEN = "opened_at", "seen_at"  # session keys, by the machine's clock
SEEN_EVERY = 60  # seconds: at most one session write a minute
EXPIRED = (
    "Votre session a expiré après une heure d’inactivité. Reconnectez-vous : rien de ce qui est à l’écran n’est perdu."
)


class KeepAlive:
    """Push the end of an active session back, so that only an idle one ends after `SESSION_COOKIE_AGE`.

    However active, a session ends `SESSION_LONGEST` after it was opened: a copied cookie does not live for ever.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            self._touch(request)
        return self.get_response(request)

    def _touch(self, request: HttpRequest) -> None:
        now = int(time.time())
        if now - request.session.get(OPENED, now) >= settings.SESSION_LONGEST:
            logout(request)
        elif now - request.session.get(SEEN, 0) >= SEEN_EVERY:
            request.session[SEEN] = now
            request.session.setdefault(OPENED, now)


class SessionExpired:
    """A script's request that would be sent to the sign-in page gets 401 and a body that says so.

    JSON: {"error": "session_expired", "message": …, "login": …}; htmx: a fragment with the same words and link.
    `login` comes back to the page that made the request, not to the address it called.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _is_from_a_script(request) or not _goes_to_sign_in(response):
            return response
        said = {"error": "session_expired", "message": EXPIRED, "login": _sign_in_from(request)}
        if request.headers.get("HX-Request"):
            answer = HttpResponse(render_to_string("accounts/_session_expired.html", said, request), status=401)
        else:
            answer = JsonResponse(said, status=401)
        answer["Cache-Control"] = "no-store"
        return answer


class SecondFactor:
    """Whoever holds a role has a second factor before anything else, where the instance asks for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SECOND_FACTOR_REQUIRED and self._is_missing(request):
            messages.warning(request, "Votre rôle demande un second facteur : choisissez-en un pour continuer.")
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or request.path.startswith(_open_paths()) or not _needs_one(user):
            return False
        if any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            return False
        return not is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def _needs_one(user: object) -> bool:
    return is_staff(user) or bool(getattr(user, "is_superuser", False))


def _open_paths() -> tuple[str, ...]:
    """Where a person without the second factor may still go: to set one up, to leave, static files and health."""
    return (reverse("mfa_index"), reverse("account_logout"), settings.STATIC_URL, "/sante")


def _is_from_a_script(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept", "")
    return (
        bool(request.headers.get("HX-Request"))
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or ("application/json" in accepts and "text/html" not in accepts)
    )


def _goes_to_sign_in(response: HttpResponseBase) -> bool:
    target = response.headers.get("Location", "")
    return response.status_code == 302 and urlsplit(target).path == resolve_url(settings.LOGIN_URL)


def _sign_in_from(request: HttpRequest) -> str:
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or settings.LOGIN_REDIRECT_URL
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': urlsplit(page).path})}"
