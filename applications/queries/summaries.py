"""What the daily summaries of messages tell, and to whom."""

from __future__ import annotations

from datetime import datetime

from applications.models import Addressee, Message
from applications.models.message import AddresseeQuerySet
from inmp_portal.accounts.models import User


def people_to_sum_up(before: datetime) -> list[User]:
    """Those to whom something was written before this instant that no summary has told; one light query when nobody."""
    waiting = Addressee.objects.to_sum_up(before).order_by().values("user")
    return list(User.objects.filter(pk__in=waiting).order_by("pk"))


def still_readable(waiting: AddresseeQuerySet, user: User, at: datetime) -> list[Addressee]:
    """The rows whose message this person may read now, with what the summary says of them."""
    seen = Message.objects.visible_to(user, at).order_by().values("pk")
    related = ("message__author", "message__application__call", "user")
    rows = waiting.filter(message__in=seen).select_related(*related).order_by("message_id")
    return list(rows.defer("message__application__answers", "message__application__search"))
