"""The cafés as the coordination runs them: for everybody else they are only announced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from applications.models import Call
from applications.rules.coordinating import can_coordinate
from events.models import Cafe, Registration
from events.models.cafe import CafeQuerySet
from events.states import RegistrationState


def cafes_of_the_staff(user: Any, at: datetime) -> CafeQuerySet:
    """All of them for the coordination and the direction; none for anybody else, whose page does not exist."""
    visible = Cafe.objects.visible_to(user, at) if can_coordinate(user, at) else Cafe.objects.none()
    return visible.with_call("closed_by").defer("call__parameters")


def registrations_of_the_staff(user: Any, at: datetime) -> QuerySet[Registration]:
    """Registrations as the coordination reads them, with what their pages show."""
    visible = Registration.objects.visible_to(user, at) if can_coordinate(user, at) else Registration.objects.none()
    return visible.with_call("slot__desk__expert", "institution", "user", "application", "question")


def heads_by_cafe(user: Any, call: Call, at: datetime) -> dict[int, Mapping[str, Any]]:
    """People confirmed and waiting, by café; one query."""
    rows = Registration.objects.visible_to(user, at).filter(cafe__call=call).order_by().values("cafe_id")
    counted = rows.annotate(
        confirmed=Sum("party_size", filter=Q(state__in=(RegistrationState.CONFIRMED, RegistrationState.ATTENDED)), default=0),
        waiting=Sum("party_size", filter=Q(state=RegistrationState.WAITING), default=0),
        offered=Sum("party_size", filter=Q(state=RegistrationState.OFFERED), default=0),
    )  # fmt: skip
    return {row["cafe_id"]: row for row in counted}
