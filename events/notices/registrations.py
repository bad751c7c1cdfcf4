"""Mails of a registration: confirmed (M19), waiting (M20), offered a place, ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from events.documents.invitation import CANCEL, REQUEST, Hours, invitation
from events.methods.reading.arrival import arrival_of
from events.models import Registration
from events.notices.links import link, own_link
from events.queries.samples import some_registrations
from events.queries.waiting import has_free_slots, rank_of
from events.rules.booking import can_return, frozen_from, is_settled
from events.rules.waiting import NO_ANSWER
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS, now
from inmp_portal.lib.files import store
from inmp_portal.lib.french import day
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice


class RegistrationNotice(Notice):
    """About one registration, to its person."""

    app = "events"
    obj: Registration
    states: ClassVar[tuple[RegistrationState, ...]] = (RegistrationState.CONFIRMED,)
    has_slot: ClassVar[bool | None] = None  # whether it speaks of appointments, for a kind that knows
    is_repeated = False  # filled in again: the mail begins with what became of that

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        """For kinds that speak of a registration and of nothing else."""
        if cls.__init__ is not Notice.__init__:
            return []
        return [cls(one) for one in some_registrations(user, at, cls.states, has_slot=cls.has_slot)]

    def recipients(self) -> list[str]:
        return [self.obj.email]

    def subject_matter(self) -> str:
        return f"votre inscription au café de l’INMP du {day(self.obj.cafe.starts_at)}"

    def contact(self) -> str:
        return self.obj.cafe.call.contact_email

    def expires_at(self) -> datetime:
        return self.obj.cafe.ends_at

    def context(self) -> dict[str, Any]:
        registration, cafe = self.obj, self.obj.cafe
        return {
            "prenom": registration.first_name,
            "nom": registration.last_name,
            "debut": registration.starts_at.astimezone(PARIS),
            "fin": registration.ends_at.astimezone(PARIS),
            "lieu": registration.place,
            "est_rdv": not cafe.is_open_session,
            "lien_annulation": own_link(registration),
            "arrivee": _arrival(registration),
            "deja": self.is_repeated,
        }

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Only while the registration is still what the mail says."""
        state = Registration.objects.filter(pk=mail.object_id).values_list("state", flat=True).first()
        if state in cls.states:
            return Verdict.yes()
        return Verdict.no("L’inscription n’est plus dans l’état que ce courriel annonce.")


def _arrival(registration: Registration) -> datetime | None:
    """When somebody said that they would come, later than the beginning; an appointment has its own hour."""
    cafe = registration.cafe
    return arrival_of(registration.answers, cafe.starts_at, cafe.ends_at) if cafe.is_open_session else None


class WithInvitation(RegistrationNotice):
    """Mails that put the café into one's diary, or take it out."""

    method: ClassVar[str] = REQUEST
    file_name: ClassVar[str] = "invitation.ics"

    def hours(self) -> Hours | None:
        """Other hours than the registration's own, for the file."""
        return None

    def attachments(self) -> list[dict[str, Any]]:
        digest = store.put(invitation(self.obj, method=self.method, hours=self.hours()))
        kind = f"text/calendar; method={self.method}"
        return [{"name": self.file_name, "content_type": kind, "sha256": digest, "is_alternative": True}]


class Confirmed(WithInvitation):
    """M19: a seat at an open session."""

    kind = "cafe_confirmation"
    has_slot = False
    about = About("Cafés de l’INMP", "Inscription au café (session ouverte)", "Personne inscrite", "Immédiat")

    def context(self) -> dict[str, Any]:
        answers = self.obj.answers
        return {
            **super().context(),
            "presentation_eclair": bool(answers.get("presentation_eclair")),
            "besoin_accessibilite": answers.get("accessibilite", ""),
        }


class Waiting(RegistrationNotice):
    """M20: no seat yet, and one's rank."""

    kind = "cafe_liste_attente"
    about = About("Cafés de l’INMP", "Liste d’attente", "Personne inscrite au-delà de la capacité", "Immédiat")
    states = (RegistrationState.WAITING,)

    def context(self) -> dict[str, Any]:
        delay = self.obj.cafe.offer_delay
        question = link("question_ask", slug=self.obj.cafe.slug)
        return {
            **super().context(), "rang": rank_of(self.obj), "delai": delay, "sans_reponse": NO_ANSWER,
            "lien_question": question, "reste_des_creneaux": has_free_slots(self.obj.cafe, now()),
        }  # fmt: skip


class Offered(RegistrationNotice):
    """A place for somebody who waits, in the last twenty-four hours: to be accepted before its hour."""

    kind = "cafe_place_proposee"
    about = About(
        "Cafés de l’INMP",
        "Place proposée",
        "Première personne de la liste d’attente, le dernier jour",
        "Dès qu’une place se libère",
    )
    states = (RegistrationState.OFFERED,)

    def expires_at(self) -> datetime:
        return self.obj.offered_until or self.obj.cafe.ends_at

    def context(self) -> dict[str, Any]:
        until = self.obj.offered_until
        slot = self.obj.slot
        said = {"jusqu_au": until.astimezone(PARIS) if until else None, "guichet": slot.desk.title if slot else ""}
        frozen = {"est_arrete": is_settled(self.obj.cafe, now()), "gel": frozen_from(self.obj.cafe)}
        return {**super().context(), **said, **frozen, "sans_reponse": NO_ANSWER}


class Ended(WithInvitation):
    """A place given back, or let go; what was in the diary is taken out of it, and the way back is shown if there is one."""

    method = CANCEL
    file_name = "annulation.ics"
    states = (RegistrationState.CANCELLED,)
    prose = frozenset({"pourquoi_non"})

    def __init__(
        self, registration: Registration, *, was: RegistrationState, at: datetime, has_lapsed: bool = False
    ) -> None:
        super().__init__(registration)
        self.was, self.at, self.has_lapsed = was, at, has_lapsed

    def attachments(self) -> list[dict[str, Any]]:
        """Nothing for whoever never had a place: nothing is in their diary."""
        return super().attachments() if self.was == RegistrationState.CONFIRMED else []

    def context(self) -> dict[str, Any]:
        back = can_return(None, self.obj, self.at)
        return {
            **super().context(),
            "attendait": self.was == RegistrationState.WAITING,
            "etait_proposee": self.was == RegistrationState.OFFERED,
            "delai_passe": self.has_lapsed,
            "peut_revenir": back.ok,
            "pourquoi_non": back.reason,
            "lien_cafe": link("cafe_detail", slug=self.obj.cafe.slug),
        }


class Cancelled(Ended):
    """A seat of an open session, or a place on a waiting list."""

    kind = "cafe_annulation"
    about = About("Cafés de l’INMP", "Inscription annulée", "Personne inscrite", "Immédiat")
