"""How allauth enters the portal: its account and second-factor adapters."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes

from inmp_portal.accounts.actions.signing import record_sign_in
from inmp_portal.accounts.models import User
from inmp_portal.accounts.rules import is_staff
from inmp_portal.lib import clock


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up form of its own, no mail but those of the outbox, the welcome page before the first page asked."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "rate_limited": "Trop de demandes en peu de temps. Attendez quelques minutes, puis réessayez.",
        "too_many_login_attempts": "Trop d’essais. Attendez quelques minutes, puis réessayez.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # an account opens by confirming a code, and in no other way

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise RuntimeError(f"allauth wanted to send {template_prefix}: mails go through the outbox")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        record_sign_in(user=user, at=clock.now(), how=how_proved(get_authentication_records(request, user)))
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return welcome_first(request.user, settings.LOGIN_REDIRECT_URL)


def how_proved(records: list[dict[str, Any]]) -> str:
    """How a person proved to be herself: « passkey », « code » or « directory », with « +factor » after a second one."""
    if any(record.get("passwordless") for record in records):
        return "passkey"
    methods = {record["method"] for record in records}
    return ("directory" if "directory" in methods else "code") + ("+factor" if "mfa" in methods else "")


def welcome_first(user: Any, url: str) -> str:
    """`url`, or the welcome page leading to it at the first sign-in."""
    if user.welcomed_at is not None:
        return url
    return f"{reverse('accounts:welcome')}?{urlencode({'next': url})}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets at rest are encrypted; the last factor of somebody who must have one stays."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": (
            "Votre rôle demande un second facteur : ajoutez-en un autre avant de retirer celui-ci."
        ),
        "incorrect_code": "Ce code n’est pas le bon.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type == Authenticator.Type.RECOVERY_CODES or not settings.SECOND_FACTOR_REQUIRED:
            return True
        user = User.objects.get(pk=authenticator.user_id)
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        return not is_staff(user) or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Encryption by the secret key; the fallbacks still open what older keys closed."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    digest = salted_hmac("inmp_portal.accounts.second_factor", "key", secret=force_bytes(secret), algorithm="sha256")
    return base64.urlsafe_b64encode(digest.digest())
