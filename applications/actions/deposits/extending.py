"""More time for one dossier."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Application, Extension
from applications.rules.depositing import can_grant_extension
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import moment
from inmp_portal.lib.verdict import Refused


@transaction.atomic
def grant_extension(*, application: Application, by: User, at: datetime, until: datetime, reason: str) -> Extension:
    """Move the close of one dossier to `until`, for a reason that is kept; `by` is the person who allows it."""
    application = Application.objects.locked(application)
    can_grant_extension(by, application, at).require()
    if not reason.strip():
        raise Refused("Indiquez le motif de la prolongation.")
    if until <= max(at, application.deadline):
        raise Refused(
            f"La nouvelle échéance doit suivre l’heure qu’il est et l’échéance en vigueur, le {moment(application.closing)}."
        )
    extension = Extension.objects.create(
        application=application, until=until, reason=reason.strip(), granted_by=by, granted_at=at
    )
    journal.record(
        "application.extension_granted", application, by=by, at=at, until=moment(until), reason=reason.strip()
    )
    return extension
