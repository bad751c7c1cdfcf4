"""Mails of an appointment: confirmed (M21), cancelled by its person (M22), moved or cancelled by the coordination (M23)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from events.documents.invitation import CANCEL
from events.models import Registration
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
    """M23: `before` is the hour that no longer holds; a registration that still has a slot is proposed that one."""

    kind = "rdv_annule_coordination"
    states = (RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED)

    def __init__(self, registration: Registration, *, before: datetime, reason: str = "") -> None:
        super().__init__(registration)
        self.before, self.reason = before, reason
        if registration.slot is None or registration.state == RegistrationState.CANCELLED:
            self.method, self.file_name = CANCEL, "annulation.ics"  # type: ignore[misc]  # of this mail, not of its kind
        else:
            self.file_name = "rendez-vous.ics"  # type: ignore[misc]

    def context(self) -> dict[str, Any]:
        still = self.obj.slot is not None and self.obj.state == RegistrationState.CONFIRMED
        return {
            **super().context(),
            "debut": self.before.astimezone(PARIS),
            "motif": self.reason,
            "nouveau_debut": self.obj.starts_at.astimezone(PARIS) if still else None,
        }
