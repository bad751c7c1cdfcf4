"""Mails of a registration: confirmed (M19), waiting (M20), cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from events.documents.invitation import CANCEL, REQUEST, Hours, invitation
from events.models import Registration
from events.notices.links import link, own_link
from events.queries.waiting import has_free_slots, rank_of
from events.states import RegistrationState
from inmp_portal.lib.clock import PARIS, now
from inmp_portal.lib.files import store
from inmp_portal.lib.french import day, duration
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import Notice


class RegistrationNotice(Notice):
    """About one registration, to its person."""

    app = "events"
    obj: Registration
    states: ClassVar[tuple[RegistrationState, ...]] = (RegistrationState.CONFIRMED,)

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
            "lieu": cafe.venue,
            "est_rdv": not cafe.is_open_session,
            "lien_annulation": own_link(registration),
        }

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Only while the registration is still what the mail says."""
        state = Registration.objects.filter(pk=mail.object_id).values_list("state", flat=True).first()
        if state in cls.states:
            return Verdict.yes()
        return Verdict.no("L’inscription n’est plus dans l’état que ce courriel annonce.")


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
    states = (RegistrationState.WAITING,)

    def context(self) -> dict[str, Any]:
        delay = duration(self.obj.cafe.offer_minutes)
        question = link("question_ask", slug=self.obj.cafe.slug)
        left = has_free_slots(self.obj.cafe, now())
        return {**super().context(), "rang": rank_of(self.obj), "delai": delay, "lien_question": question,
                "reste_des_creneaux": left}  # fmt: skip


class Offered(RegistrationNotice):
    """A place for somebody who waits, in the last twenty-four hours: to be accepted before its hour."""

    kind = "cafe_place_proposee"
    states = (RegistrationState.OFFERED,)

    def expires_at(self) -> datetime:
        return self.obj.offered_until or self.obj.cafe.ends_at

    def context(self) -> dict[str, Any]:
        until = self.obj.offered_until
        return {**super().context(), "jusqu_au": until.astimezone(PARIS) if until else None}


class Cancelled(WithInvitation):
    """The seat of an open session is given back; the joined file takes it out of the diary."""

    kind = "cafe_annulation"
    method = CANCEL
    file_name = "annulation.ics"
    states = (RegistrationState.CANCELLED,)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "lien_cafe": link("cafe_detail", slug=self.obj.cafe.slug)}
