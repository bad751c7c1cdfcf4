"""What people say of themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from inmp_portal.accounts.models import Institution, User
from inmp_portal.journal import actions as journal

FIELDS = ("first_name", "last_name", "institution", "unit", "profession", "message_mails")


@transaction.atomic
def edit_profile(
    *,
    user: User,
    by: User,
    at: datetime,
    first_name: str,
    last_name: str,
    institution: Institution | None,
    unit: str,
    profession: str,
    message_mails: str = "",
) -> User:
    """Change one's own profile; the journal keeps which fields changed, not what they said. Without `message_mails`, it stays."""
    user = User.objects.select_for_update().get(pk=user.pk)
    mails = message_mails or user.message_mails
    said = dict(zip(FIELDS, (first_name, last_name, institution, unit, profession, mails), strict=True))
    changed = [name for name, value in said.items() if getattr(user, name) != value]
    if changed:
        for name in changed:
            setattr(user, name, said[name])
        user.save(update_fields=changed)
        journal.record("account.profile_edited", user, by=by, at=at, fields=changed)
    return user
