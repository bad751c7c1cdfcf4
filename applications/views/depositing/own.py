"""What the pages of one's own dossier have in common."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from applications.models import Application, Deposit
from applications.models.application import ApplicationQuerySet
from applications.queries.working import FACTS
from applications.rules.depositing import can_read_deposit

if TYPE_CHECKING:
    from inmp_portal.accounts.models import User


def own_applications(user: User, at: datetime) -> ApplicationQuerySet:
    """The dossiers of this person's teams; for everybody else these pages do not exist."""
    own = Application.objects.visible_to(user, at).of_team(user).annotate(**FACTS)
    return own.select_related("call", "lead", "main_axis").defer("search", "call__form")


def readable_deposit(user: User, at: datetime, reference: str, version: int) -> Deposit:
    """A deposited version that this person may read, with its documents; 404 otherwise."""
    deposits: QuerySet[Deposit] = Deposit.objects.filter(application__in=Application.objects.visible_to(user, at))
    deposits = deposits.select_related("application__call", "deposited_by").prefetch_related("documents")
    deposit = get_object_or_404(deposits, application__reference=reference, version=version)
    if not can_read_deposit(user, deposit, at):
        raise Http404
    return deposit
