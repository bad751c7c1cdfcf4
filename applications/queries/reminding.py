"""Which drafts are to be reminded, and by which close: a dossier's own when it was given more time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce

from applications.models import Application, Call, Membership
from applications.models.application import ApplicationQuerySet
from applications.rules.team import REMINDED_BEFORE_EXPIRY
from applications.states import MembershipState
from inmp_portal.outbox.queries import was_reminded

INVITATION = "invitation-j7"


def scope_of(call: Call) -> str:
    """Names the call where reminders to come are decided about."""
    return call.slug


def closes_of(call: Call) -> set[datetime]:
    """Every close that a draft of the call has."""
    extended = _with_close(Application.objects.drafts().filter(call=call, extensions__isnull=False))
    return {call.closes_at, *extended.order_by().values_list("own_close", flat=True)}


def drafts_to_remind(
    call: Call, closes_at: datetime, *, rule: str, due_at: datetime, min_completeness: int
) -> ApplicationQuerySet:
    """Drafts with this close that existed when the reminder fell due and never got it, under whatever close."""
    drafts = _with_close(Application.objects.drafts().filter(call=call))
    return drafts.filter(
        ~was_reminded(Application, rule),
        own_close=closes_at,
        created_at__lte=due_at,
        completeness__gte=min_completeness,
    ).order_by("pk")


def invitations_to_remind(at: datetime) -> QuerySet[Membership]:
    """Unanswered for a week, not expired, not reminded; whether the team may still change is the rule's business."""
    waiting = Membership.objects.filter(state=MembershipState.INVITED, expires_at__gte=at)
    due = waiting.filter(expires_at__lte=at + REMINDED_BEFORE_EXPIRY)
    return due.filter(~was_reminded(Membership, INVITATION)).order_by("pk")


def _with_close(drafts: ApplicationQuerySet) -> Any:  # the type checker would not know `own_close`
    return drafts.annotate(own_close=Coalesce(Max("extensions__until"), F("call__closes_at")))
