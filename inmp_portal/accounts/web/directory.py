"""Signing in with the campus directory: it proves the address, the portal's own account and rules do the rest."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from inmp_portal.accounts.actions.signing import enter_by_directory
from inmp_portal.accounts.web.opening import open_session
from inmp_portal.lib import clock

FAILED = "La connexion par l’annuaire n’a pas abouti. Réessayez, ou demandez un code par courriel."
NOT_VOUCHED = (
    "L’annuaire n’a pas confirmé d’adresse professionnelle que le portail accepte de lui. "
    "Demandez un code par courriel à votre adresse."
)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """allauth speaks the protocol; the answer ends here, before it would write an account or a link of its own.

    The person is the one of the verified address, as with a code: one address, one account, whatever the way in.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        email = vouched_address(sociallogin)
        if email is None:
            raise _back_to_sign_in(request, NOT_VOUCHED)
        said = sociallogin.user
        names = {"first_name": said.first_name[:80], "last_name": said.last_name[:80]}
        user = enter_by_directory(email=email, names=names, at=clock.now())
        target = sociallogin.state.get("next") or settings.LOGIN_REDIRECT_URL
        raise ImmediateHttpResponse(open_session(request, user, how="directory", next=target))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise _back_to_sign_in(request, FAILED)


def vouched_address(sociallogin: SocialLogin) -> str | None:
    """The address that the directory says it verified, within the domains that it may vouch for."""
    for address in sociallogin.email_addresses:
        email = address.email.strip().lower()
        if address.verified is True and _is_of_the_directory(email):
            return email
    return None


def _is_of_the_directory(email: str) -> bool:
    domain, known = email.rpartition("@")[2], settings.DIRECTORY["domains"] if settings.DIRECTORY else []
    return any(domain == one or domain.endswith(f".{one}") for one in known)


def _back_to_sign_in(request: HttpRequest, said: str) -> ImmediateHttpResponse:
    messages.error(request, said)
    return ImmediateHttpResponse(redirect("account_login"))
