"""A few real objects on which a mail's text is shown before it is saved."""

from __future__ import annotations

from datetime import datetime

from applications.models import Addressee, Application, Deposit, Membership, Message
from applications.models.application import ApplicationQuerySet
from inmp_portal.accounts.models import User

MANY = 12


def some_applications(user: User, at: datetime) -> ApplicationQuerySet:
    """Dossiers that this person sees, the latest first; to be narrowed."""
    return Application.objects.visible_to(user, at).select_related("call", "lead").order_by("-updated_at", "-pk")


def some_deposits(user: User, at: datetime) -> list[Deposit]:
    """The latest deposits of these dossiers."""
    deposits = Deposit.objects.filter(application__in=Application.objects.visible_to(user, at))
    return list(deposits.select_related("application__call", "application__lead").order_by("-pk")[:MANY])


def some_memberships(user: User, at: datetime) -> list[Membership]:
    """People invited into the teams of these dossiers, the latest first."""
    members = Membership.objects.filter(application__in=Application.objects.visible_to(user, at))
    related = ("user", "application__call", "application__lead__institution")
    return list(members.select_related(*related).order_by("-pk")[:MANY])


def some_addressees(user: User, at: datetime) -> list[Addressee]:
    """To whom the latest messages that this person may read went."""
    seen = Message.objects.visible_to(user, at).order_by().values("pk")
    related = ("user", "message__author", "message__application__call")
    return list(Addressee.objects.filter(message__in=seen).select_related(*related).order_by("-pk")[:MANY])
