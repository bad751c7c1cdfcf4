"""Withdrawing a dossier and restoring it, until the committee sits: its deposits are kept whatever happens."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Application, Call
from applications.notices.withdrawing import Restored, Withdrawn
from applications.queries.deposits.working_copy import other_deposits_of_the_lead
from applications.rules.depositing import can_restore, can_withdraw
from applications.states import State
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox import actions as outbox


@transaction.atomic
def withdraw(*, application: Application, by: User, at: datetime, reason: str) -> Application:
    """Withdraw a dossier; nothing of it is erased."""
    application = Application.objects.locked(application)
    can_withdraw(by, application, at).require()
    if not reason.strip():
        raise Refused("Indiquez le motif du retrait.")
    before = application.state
    application.move(State.WITHDRAWN, withdrawn_at=at, withdrawn_by=by, withdrawal_reason=reason.strip())
    journal.record("application.withdrawn", application, by=by, at=at, reason=reason.strip(), before=before)
    outbox.queue(Withdrawn(application, at), dedup=(application.reference, at.isoformat()))
    return application


@transaction.atomic
def restore(*, application: Application, by: User, at: datetime) -> Application:
    """Undo a withdrawal: back to deposited, or to draft when nothing had been deposited."""
    application = Application.objects.locked(application)
    can_restore(by, application, at).require()
    target = State.DEPOSITED if application.deposit_count else State.DRAFT
    if target == State.DEPOSITED:
        _require_room_for_one_more(application)
    reason = application.withdrawal_reason
    application.move(target, withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
    journal.record("application.restored", application, by=by, at=at, after=target, withdrawal_reason=reason)
    outbox.queue(Restored(application, at), dedup=(application.reference, at.isoformat()))
    return application


def _require_room_for_one_more(application: Application) -> None:
    """Under the call's row, as the first deposits: dossier first, then call."""
    call = Call.objects.select_for_update(no_key=True).get(pk=application.call_id)
    if other_deposits_of_the_lead(application) >= call.parameter("dossiers_max_par_porteur"):
        raise Refused("Un autre dossier que vous portez est déposé dans cette édition\u202f: retirez-le d’abord.")
