"""The mails of a team: the invitation (M04), and the dossier that is handed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.models import Application, Membership
from applications.notices.links import link
from applications.queries.samples import some_memberships
from applications.states import MembershipState, TeamRole
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice


def co_leads(application: Application) -> list[str]:
    """The addresses that get a copy of what is written to the lead."""
    members = Membership.objects.active().filter(application=application, role=TeamRole.CO_LEAD).order_by("pk")
    return list(members.values_list("user__email", flat=True))


class OfATeam(Notice):
    """About one membership."""

    app = "applications"
    obj: Membership

    def recipients(self) -> list[str]:
        return [self.obj.email]

    def contact(self) -> str:
        return self.obj.application.call.contact_email

    def subject_matter(self) -> str:
        return f"l’équipe du dossier «\u00a0{self.obj.application.label}\u00a0»"

    def context(self) -> dict[str, Any]:
        lead = self.obj.application.lead
        return {
            "porteur": str(lead),
            "etablissement_porteur": lead.institution.name if lead.institution else "",
            "acronyme_ou_titre": self.obj.application.label,
            "role": self.obj.role,
        }


class Invited(OfATeam):
    """M04, for a co-lead or a reader."""

    kind = "invitation_coporteur"
    about = About(
        "Préparation du dossier",
        "Invitation dans l’équipe d’un dossier",
        "Personne invitée",
        "À l’invitation\u00a0; relance à 7 jours",
    )
    needed = frozenset({"expiration"})

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        return [cls(member) for member in some_memberships(user, at)]

    def context(self) -> dict[str, Any]:
        address = link("invitation", reference=self.obj.reference)
        return {**super().context(), "lien_invitation": address, "expiration": self.obj.expires_at}

    def expires_at(self) -> datetime:
        return self.obj.expires_at

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """An invitation answered or taken back in the meantime needs no mail."""
        if Membership.objects.filter(pk=mail.object_id, state=MembershipState.INVITED).exists():
            return Verdict.yes()
        return Verdict.no("L’invitation n’attend plus de réponse.")


class DossierOffered(OfATeam):
    """The lead offers the dossier to a co-lead."""

    kind = "dossier_propose"
    about = About(
        "Préparation du dossier",
        "Dossier proposé à une autre personne",
        "Co-porteur ou co-porteuse",
        "Immédiat, à la proposition",
    )
    needed = frozenset({"expiration"})

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        return [cls(member) for member in some_memberships(user, at) if member.user and member.transfer_until]

    def context(self) -> dict[str, Any]:
        assert self.obj.user is not None and self.obj.transfer_until is not None  # constraints of the row
        address = link("team", reference=self.obj.application.reference)
        return {
            **super().context(), "prenom": self.obj.user.first_name, "nom": self.obj.user.last_name,
            "lien_equipe": address, "expiration": self.obj.transfer_until,
        }  # fmt: skip

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        if Membership.objects.filter(pk=mail.object_id, transfer_until__isnull=False).exists():
            return Verdict.yes()
        return Verdict.no("Le dossier n’est plus proposé à cette personne.")
