"""What the personal page says of cafés: to whoever is registered to one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from events.models import Registration
from events.queries.own import TONES, WORDS
from events.states import RegistrationState
from inmp_portal.accounts.models import User
from inmp_portal.home.panels import PanelContent, PanelItem, register
from inmp_portal.lib.french import short_moment

KEPT = timedelta(days=60)  # a café further behind is no news
SHOWN = 10


class MyCafes:
    """« Mes cafés »: one's own registrations, with their hour and where they stand."""

    key = "mes-cafes"
    order = 30

    def for_user(self, user: User, at: datetime) -> PanelContent | None:
        mine = Registration.objects.visible_to(user, at).own(user).exclude(state=RegistrationState.CANCELLED)
        rows = mine.filter(cafe__ends_at__gt=at - KEPT).select_related("cafe", "slot__desk")
        items = tuple(_line(one, at) for one in rows.order_by("cafe__starts_at", "pk")[:SHOWN])
        return PanelContent(title="Mes cafés", items=items) if items else None


def _line(registration: Registration, at: datetime) -> PanelItem:
    state = RegistrationState(registration.state)
    desk = f", {registration.slot.desk.said}" if registration.slot else ""
    is_ahead = registration.ends_at > at
    offered = state == RegistrationState.OFFERED
    return PanelItem(
        label=registration.cafe.title,
        url=reverse("events:registration_detail", args=[registration.reference]),
        detail=f"{short_moment(registration.starts_at)[:1].upper()}{short_moment(registration.starts_at)[1:]}{desk}.",
        todo="Accepter la place proposée" if offered else f"Venir au {registration.cafe.title}",
        state=WORDS[state],
        tone=TONES[state],
        due_at=registration.offered_until if offered else None,
        done=not (is_ahead and offered),
    )


register(MyCafes())
