"""Setting up a second factor proves that one holds it: it is not asked again in the next minute."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from inmp_portal.accounts.models import User


@receiver(authenticator_added)
def count_as_used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """allauth tells when a factor was added; recovery codes come by themselves and prove nothing."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=str(authenticator.type), reauthenticated=True)
