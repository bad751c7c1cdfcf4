"""Mails of an appointment: confirmed (M21), cancelled by its person (M22), moved or cancelled by the coordination (M23)."""

from __future__ import annotations

from typing import Any

from events.documents.invitation import CANCEL, Hours
from events.models import Registration, Slot
from events.notices.links import link, own_link
from events.notices.registrations import WithInvitation
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import moment

FORMAT, VIDEO = "format", "visio"


class AppointmentNotice(WithInvitation):
    """About one appointment, to its person."""

    def subject_matter(self) -> str:
        return f"votre rendez-vous du {moment(self.obj.starts_at)} au café de l’INMP"

    def context(self) -> dict[str, Any]:
        registration = self.obj
        return {
            **super().context(),
            "lien_rdv": own_link(registration),
            "lien_question": link("question_ask", slug=registration.cafe.slug),
        }


class AppointmentConfirmed(AppointmentNotice):
    """M21."""

    kind = "rdv_confirme"
    file_name = "rendez-vous.ics"

    def context(self) -> dict[str, Any]:
        registration = self.obj
        desk = registration.slot.desk if registration.slot else None
        video = registration.cafe.video_url if registration.answers.get(FORMAT) == VIDEO else ""
        return {
            **super().context(),
            "visio": bool(video),
            "lien_visio": video,
            "interlocuteur": desk.expert_name if desk else "",
            "theme": desk.title if desk else "",
            "question": registration.question_text,
            "duree": registration.cafe.slot_minutes,
        }


class AppointmentCancelled(AppointmentNotice):
    """M22."""

    kind = "rdv_annule_candidat"
    method = CANCEL
    file_name = "annulation.ics"
    states = (RegistrationState.CANCELLED,)


class AppointmentChanged(AppointmentNotice):
    """M23: `before` is the slot that no longer holds; a registration that has another one is proposed that one."""

    kind = "rdv_annule_coordination"
    states = (RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED)

    def __init__(self, registration: Registration, *, before: Slot, reason: str = "") -> None:
        super().__init__(registration)
        self.before, self.reason = before, reason
        self.is_moved = registration.slot is not None and registration.state == RegistrationState.CONFIRMED
        if self.is_moved:
            self.file_name = "rendez-vous.ics"  # type: ignore[misc]  # of this mail, not of its kind
        else:
            self.method, self.file_name = CANCEL, "annulation.ics"  # type: ignore[misc]

    def hours(self) -> Hours | None:
        return None if self.is_moved else (self.before.starts_at, self.before.ends_at)

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "debut": self.before.starts_at.astimezone(PARIS),
            "motif": self.reason,
            "nouveau_debut": self.obj.starts_at.astimezone(PARIS) if self.is_moved else None,
            "nouveau_guichet": self.obj.slot.desk.title if self.is_moved and self.obj.slot else "",
        }
