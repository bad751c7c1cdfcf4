"""Mails of an appointment: confirmed (M21), cancelled by its person (M22), moved or cancelled by the coordination (M23).

Added to these models: the desk of an appointment says who receives there, or where.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from events.documents.invitation import CANCEL, Hours
from events.models import Desk, Registration, Slot
from events.notices.links import link, own_link
from events.notices.registrations import Ended, WithInvitation
from events.queries.slots import free_slots
from events.rules.booking import can_book, frozen_from, is_settled
from events.states import RegistrationState
from inmp_portal.lib import clock
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.french import short_moment
from inmp_portal.outbox.notices import About


class AppointmentNotice(WithInvitation):
    """About one appointment, to its person."""

    def subject_matter(self) -> str:
        return f"votre rendez-vous du {short_moment(self.obj.starts_at)} au café de l’INMP"

    def context(self) -> dict[str, Any]:
        registration = self.obj
        return {
            **super().context(),
            "lien_rdv": own_link(registration),
            "lien_question": link("question_ask", slug=registration.cafe.slug),
            "lien_creneaux": link("booking_start", slug=registration.cafe.slug),
            "gel": frozen_from(registration.cafe),
            "est_arrete": is_settled(registration.cafe, clock.now()),
        }


def place_of(desk: Desk | None) -> dict[str, str]:
    """Where one is received and by whom; empty where it is not known yet."""
    if desk is None:
        return {"guichet": "", "salle": "", "interlocuteur": ""}
    return {"guichet": desk.title, "salle": desk.room, "interlocuteur": desk.expert_name}


class AppointmentConfirmed(AppointmentNotice):
    """M21."""

    kind = "rdv_confirme"
    has_slot = True
    about = About(
        "Cafés de l’INMP", "Rendez-vous confirmé", "Personne inscrite", "Immédiat, à l’attribution du créneau"
    )
    file_name = "rendez-vous.ics"

    def context(self) -> dict[str, Any]:
        registration = self.obj
        desk = registration.slot.desk if registration.slot else None
        return {
            **super().context(),
            "visio_demandee": registration.asks_for_video,
            "lien_visio": registration.video_url,
            **place_of(desk),
            "question": registration.question_text,
            "duree": registration.cafe.slot_minutes,
        }


class DeskChanged(AppointmentNotice):
    """A text added to M19–M25: who receives at the desk of a confirmed appointment, or where, is set or changes."""

    kind = "rdv_guichet"
    about = About(
        "Cafés de l’INMP",
        "Rendez-vous précisé",
        "Personne inscrite",
        "Quand l’interlocuteur ou la salle d’un guichet change",
    )

    def __init__(self, registration: Registration, *, before: Mapping[str, str]) -> None:
        super().__init__(registration)
        self.before = before

    def attachments(self) -> list[dict[str, Any]]:
        """None: neither the hour nor the place has changed."""
        return []

    def context(self) -> dict[str, Any]:
        desk = self.obj.slot.desk if self.obj.slot else None
        return {**super().context(), **place_of(desk), "avant": self.before}


class AppointmentCancelled(Ended, AppointmentNotice):
    """M22."""

    kind = "rdv_annule_candidat"
    about = About("Cafés de l’INMP", "Rendez-vous annulé par la personne inscrite", "Personne inscrite", "Immédiat")

    def context(self) -> dict[str, Any]:
        said = super().context()
        return {**said, "peut_choisir": said["peut_revenir"] and bool(free_slots(self.obj.cafe, self.at))}


class AppointmentChanged(AppointmentNotice):
    """M23: `before` is the slot that no longer holds; a registration that has another one is confirmed there."""

    kind = "rdv_annule_coordination"
    about = About(
        "Cafés de l’INMP", "Rendez-vous déplacé ou annulé par la coordination", "Personne inscrite", "Immédiat"
    )
    prose = frozenset({"motif"})
    states = (RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED)

    def __init__(self, registration: Registration, *, before: Slot, at: datetime, reason: str = "") -> None:
        super().__init__(registration)
        self.before, self.at, self.reason = before, at, reason
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
            "ancien": place_of(self.before.desk),
            "nouveau": self._new() if self.is_moved else None,
            "attend": self.obj.state == RegistrationState.WAITING,
            "peut_choisir": may_choose(self.obj, self.at),
        }

    def _new(self) -> dict[str, Any]:
        desk = self.obj.slot.desk if self.obj.slot else None
        hours = {"debut": self.obj.starts_at.astimezone(PARIS), "fin": self.obj.ends_at.astimezone(PARIS)}
        return {**place_of(desk), **hours}


def may_choose(registration: Registration, at: datetime) -> bool:
    """Is there another slot that this person, whose appointment is cancelled, may still take?"""
    return bool(can_book(None, registration.cafe, at)) and bool(free_slots(registration.cafe, at))
