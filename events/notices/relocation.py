"""The café changed its hour, its place or its video conference (texts added to M19–M25, see decision 19).

Seated people get a new calendar file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from events.models import Registration
from events.notices.appointments import AppointmentNotice
from events.notices.registrations import RegistrationNotice, WithInvitation
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.notices import About


class Relocated(RegistrationNotice):
    """To somebody who waits, or who is offered a place: nothing is in their diary yet."""

    kind = "cafe_deplace_attente"
    about = About(
        "Cafés de l’INMP",
        "Café déplacé (liste d’attente)",
        "Personnes en attente ou à qui une place est proposée",
        "Au changement d’heure ou de lieu",
    )
    states = (RegistrationState.WAITING, RegistrationState.CONFIRMED, RegistrationState.OFFERED)

    def __init__(self, registration: Registration, *, before: datetime, venue_before: str) -> None:
        super().__init__(registration)
        self.before, self.venue_before = before, venue_before

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "debut_avant": self.before.astimezone(PARIS),
            "lieu_avant": self.venue_before,
            "lieu_cafe": self.obj.cafe.venue,
            "jusqu_au": self.obj.offered_until,
            "debut_cafe": self.obj.cafe.starts_at.astimezone(PARIS),
            "fin_cafe": self.obj.cafe.ends_at.astimezone(PARIS),
        }


class RelocatedWithInvitation(Relocated, WithInvitation):
    """To somebody who is expected: the joined file moves the event in their diary."""

    kind = "cafe_deplace"
    about = About("Cafés de l’INMP", "Café déplacé", "Personnes inscrites", "Au changement d’heure ou de lieu")


class VideoChanged(AppointmentNotice):
    """To somebody who asked for a video conference: its link, another one, or none any more; the joined file says it."""

    kind = "cafe_visio"
    about = About(
        "Cafés de l’INMP",
        "Lien de la visioconférence",
        "Personnes qui ont demandé la visioconférence",
        "Quand le lien est donné, changé ou retiré",
    )
    file_name = "rendez-vous.ics"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "lien_visio": self.obj.video_url}


def relocated(registration: Registration, *, before: datetime, venue_before: str) -> Relocated:
    """The mail that suits the registration's state."""
    kind = RelocatedWithInvitation if registration.state == RegistrationState.CONFIRMED else Relocated
    return kind(registration, before=before, venue_before=venue_before)
