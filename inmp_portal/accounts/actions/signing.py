"""Signing in by a code sent by mail. Sign-up is the same thing: the account appears when its code is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from inmp_portal.accounts.models import SignInCode, User
from inmp_portal.accounts.notices import SignInCodeNotice, WelcomeNotice
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"  # no vowel makes no word, no digit is mistaken for a letter (RFC 8628 § 6.1)
LENGTH = 8
WRONG = (
    "Ce code n’est pas le bon. Vérifiez-le dans le dernier courriel reçu : chaque nouveau code remplace le précédent."
)
OVER = "Ce code n’est plus valable. Demandez-en un nouveau ci-dessous."


@transaction.atomic
def ask_code(*, email: str, at: datetime) -> SignInCode:
    """Write a code and queue its mail.

    Nobody is looked up: known, unknown and closed accounts get the very same work, hence the same page and timing.
    The address is not journalled here, because it may belong to somebody who never asked for anything.
    """
    code = get_random_string(LENGTH, ALPHABET)
    asked = SignInCode.objects.create(
        email=email.strip().lower(),
        digest=SignInCode.digest_of(code),
        asked_at=at,
        expires_at=at + timedelta(minutes=settings.SIGN_IN_CODE_MINUTES),
    )
    outbox.queue(SignInCodeNotice(asked, f"{code[:4]}-{code[4:]}"), dedup=(asked.pk,))
    return asked


@transaction.atomic
def replace_code(*, code_id: int, email: str, at: datetime) -> SignInCode:
    """Send another code; the previous one stops working."""
    SignInCode.objects.filter(pk=code_id, used_at__isnull=True).update(used_at=at)
    return ask_code(email=email, at=at)


def confirm_code(*, code_id: int, typed: str, at: datetime) -> User:
    """The person whose code this is, created when the address is new. Refused when wrong, old, used or tried too often.

    The attempt is counted in its own statement before the code is compared, so that a refusal does not undo it.
    """
    if not SignInCode.objects.count_attempt(code_id, at, settings.SIGN_IN_CODE_ATTEMPTS):
        raise Refused(OVER)
    code = SignInCode.objects.get(pk=code_id)
    if not code.is_said_by(typed):
        raise Refused(WRONG if code.attempts < settings.SIGN_IN_CODE_ATTEMPTS else OVER)
    with transaction.atomic():
        if not SignInCode.objects.filter(pk=code_id, used_at__isnull=True).update(used_at=at):
            raise Refused(OVER)
        return User.objects.known_by(code.email) or _open_account(email=code.email, at=at)


@transaction.atomic
def enter_by_directory(*, email: str, names: Mapping[str, str], at: datetime) -> User:
    """The person of an address that the directory verified, created with the directory's `names` when it is new.

    Nobody's profile is changed by signing in, and no link to the directory is kept: the address is the identity.
    """
    return User.objects.known_by(email) or _open_account(email=email, at=at, **names)


def _open_account(*, email: str, at: datetime, **names: str) -> User:
    """A new person; asked twice at once for one address, one account."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, date_joined=at, **names)
    except IntegrityError:
        return User.objects.get(email=email)
    journal.record("account.opened", user, by=user, at=at)
    return user


@transaction.atomic
def record_sign_in(*, user: User, at: datetime, how: str) -> None:
    """Journal that a session was opened (`how`: code, directory, passkey, persona)."""
    journal.record("account.signed_in", user, by=user, at=at, how=how)


@transaction.atomic
def welcome(*, user: User, by: User, at: datetime) -> User:
    """End of the first sign-in: the welcome page was answered or skipped, once; M02 follows."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.welcomed_at is not None:
        return user
    user.welcomed_at = at
    user.save(update_fields=["welcomed_at"])
    journal.record("account.welcomed", user, by=by, at=at)
    outbox.queue(WelcomeNotice(user), dedup=(user.pk,))
    return user


def forget_codes(*, before: datetime) -> int:
    """Delete the codes that ended before an instant: an address is not kept because somebody typed it."""
    return SignInCode.objects.filter(expires_at__lt=before).delete()[0]
