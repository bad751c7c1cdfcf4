"""Sign-ups closed and opened, seats changed, somebody taken in beyond the capacity, another hour, place or video conference."""

from __future__ import annotations

from typing import Any

from events.actions.coordination.opening import close_sign_ups, open_sign_ups, overbook, set_capacity
from events.actions.coordination.relocating import relocate, set_video
from events.forms.coordination.opening import CapacityForm, OverbookForm, VideoForm
from events.forms.coordination.slots import RelocateForm
from events.models import Registration
from events.rules.coordinating import (
    can_close_sign_ups,
    can_open_sign_ups,
    can_overbook,
    can_relocate,
    can_set_capacity,
    can_set_video,
)
from events.views.coordination.base import CafeAction
from inmp_portal.lib.french import counted


class CloseSignUps(CafeAction):
    """GET/POST …/fermeture/"""

    rule = can_close_sign_ups
    template_name = "events/coordination/settings/close.html"
    tab = "settings"

    def act(self, form: Any) -> str:
        close_sign_ups(cafe=self.object, by=self.request.user, at=self.at)
        return "Les inscriptions sont fermées."


class OpenSignUps(CafeAction):
    """GET/POST …/ouverture/"""

    rule = can_open_sign_ups
    template_name = "events/coordination/settings/open.html"
    tab = "settings"

    def act(self, form: Any) -> str:
        open_sign_ups(cafe=self.object, by=self.request.user, at=self.at)
        return "Les inscriptions sont ouvertes de nouveau."


class Capacity(CafeAction):
    """GET/POST …/capacite/"""

    rule = can_set_capacity
    form_class = CapacityForm
    template_name = "events/coordination/settings/capacity.html"
    tab = "settings"

    def get_initial(self) -> dict[str, Any]:
        return {"capacity": self.object.capacity}

    def act(self, form: Any) -> str:
        capacity = form.cleaned_data["capacity"]
        placed = set_capacity(cafe=self.object, capacity=capacity, by=self.request.user, at=self.at)
        said = "La capacité est levée." if capacity is None else f"La capacité est de {counted(capacity, 'place')}."
        return f"{said}{_served(len(placed))}"


class Overbook(CafeAction):
    """GET/POST …/surreservation/"""

    rule = can_overbook
    form_class = OverbookForm
    template_name = "events/coordination/settings/overbook.html"
    tab = "settings"

    def act(self, form: Any) -> str:
        reason = form.cleaned_data["reason"]
        one = overbook(cafe=self.object, entry=form.entry(), reason=reason, by=self.request.user, at=self.at)
        return f"{one.full_name} a une place, au-delà de la capacité. Un courriel le confirme."


class Relocate(CafeAction):
    """GET/POST …/deplacement/"""

    rule = can_relocate
    form_class = RelocateForm
    template_name = "events/coordination/settings/relocate.html"
    tab = "settings"

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("starts_at", "ends_at", "venue")}

    def act(self, form: Any) -> str:
        told = relocate(cafe=self.object, by=self.request.user, at=self.at, **form.cleaned_data)
        return (
            f"Le café est déplacé. {counted(told, 'personne est prévenue', 'personnes sont prévenues')} par courriel."
        )


class Video(CafeAction):
    """GET/POST …/visioconference/"""

    rule = can_set_video
    form_class = VideoForm
    template_name = "events/coordination/settings/video.html"
    tab = "settings"

    def get_initial(self) -> dict[str, Any]:
        return {"video_url": self.object.video_url}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = Registration.objects.visible_to(self.request.user, self.at).filter(cafe=self.object)
        return super().get_context_data(by_video=people.by_video(self.at).count(), **kwargs)

    def act(self, form: Any) -> str:
        url = form.cleaned_data["video_url"]
        told = set_video(cafe=self.object, url=url, by=self.request.user, at=self.at)
        said = "Le lien de visioconférence est enregistré." if url else "Le lien de visioconférence est retiré."
        if not told:
            return said
        return f"{said} {counted(told, 'personne est prévenue', 'personnes sont prévenues')} par courriel."


def _served(count: int) -> str:
    """Who got a seat from the waiting list; nothing when nobody did."""
    if not count:
        return ""
    got = "a reçu une place et en est prévenue" if count == 1 else "ont reçu une place et en sont prévenues"
    return f" {counted(count, 'personne')} de la liste d’attente {got} par courriel."
