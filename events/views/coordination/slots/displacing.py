"""/pilotage/cafes/inscription/<référence>/… – one appointment moved or cancelled by the coordination."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from events.actions.coordination.displacing import dismiss, displace
from events.forms.booking import label_of
from events.forms.coordination.slots import DismissForm, DisplaceForm
from events.models import Slot
from events.queries.coordination.cafes import registrations_of_the_staff
from events.queries.slots import free_slots
from events.rules.coordinating import can_displace
from inmp_portal.lib.views import ActionView


class _OfOneRegistration(ActionView):
    queryset = registrations_of_the_staff
    rule = can_displace

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"registration": self.object, "cafe": self.object.cafe, "tab": "registrations"}
        return super().get_context_data(**page, **kwargs)

    def get_success_url(self) -> str:
        return reverse("events:registration_read", args=[self.object.reference])


class Displace(_OfOneRegistration):
    """GET/POST …/deplacement/"""

    form_class = DisplaceForm
    template_name = "events/coordination/registrations/displace.html"

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        desk = self.object.slot.desk if self.object.slot else None
        free = free_slots(self.object.cafe, self.at, first=desk)
        field = form.fields["slot"]
        field.queryset = Slot.objects.filter(pk__in=[slot.pk for slot in free]).select_related("desk__expert")
        field.queryset = field.queryset.order_by("desk__code", "starts_at")
        field.label_from_instance = label_of
        return form

    def act(self, form: Any) -> str:
        said = form.cleaned_data
        displace(
            registration=self.object, slot=said["slot"], reason=said["reason"], by=self.request.user, at=self.at
        )  # fmt: skip
        return f"Le rendez-vous est déplacé\u00a0: {label_of(said['slot'])}. La personne est prévenue."


class Dismiss(_OfOneRegistration):
    """GET/POST …/annulation/"""

    form_class = DismissForm
    template_name = "events/coordination/registrations/dismiss.html"

    def act(self, form: Any) -> str:
        dismiss(registration=self.object, reason=form.cleaned_data["reason"], by=self.request.user, at=self.at)
        return "Le rendez-vous est annulé. La personne est prévenue, et le créneau va à la liste d’attente."
